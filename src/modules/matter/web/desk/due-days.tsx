/** How many tasks fall due on each of the coming days, as bars with their figures; the near ones are orange. */
export function DueDays({ days }: { days: readonly { readonly day: string; readonly workingDay: boolean; readonly count: number }[] }) {
  const shown = days.filter((one) => one.workingDay || one.count > 0).slice(0, 12);
  const most = Math.max(1, ...shown.map((one) => one.count));
  if (shown.length === 0) return null;
  return (
    <>
      <span className="s num">
        往后 {shown.filter((one) => one.workingDay).length} 个工作日
        <br />
        每天到期件数
      </span>
      <svg width={shown.length * 30} height="54" role="img" aria-label={shown.map((one) => `${one.day} ${one.count} 件`).join('，')}>
        {shown.map((one, index) => {
          const height = (one.count / most) * 20;
          return (
            <g key={one.day} fill="#1d2129" fontSize="12" textAnchor="middle">
              <rect x={index * 30 + 6} y={36 - height} width="18" height={height} fill={index < 5 ? '#ad4e00' : '#4e5969'} />
              {one.count > 0 && (
                <text x={index * 30 + 15} y={32.5 - height}>
                  {one.count}
                </text>
              )}
              <text x={index * 30 + 15} y="51" fill="#5c6875">
                {Number(one.day.slice(8))}
              </text>
            </g>
          );
        })}
        <path d={`M0 36.500h${shown.length * 30}`} stroke="#c9ced6" />
      </svg>
    </>
  );
}
