import type { ThemeConfig } from 'antd';

export type DeskBody = 'congress' | 'cppcc' | 'unit';

const brands: Readonly<Record<DeskBody, { brand: string; hover: string }>> = {
  congress: { brand: '#b3161d', hover: '#8f0f15' },
  cppcc: { brand: '#0f5ba8', hover: '#0b4580' },
  unit: { brand: '#2b3648', hover: '#1b2433' },
};

/** antd in the desk's measure. Brand colour is only for what acts; states have colours of their own, which antd never decides. */
export function deskTheme(body: DeskBody): ThemeConfig {
  const { brand, hover } = brands[body];
  return {
    token: {
      fontSize: 13,
      lineHeight: 20 / 13,
      controlHeight: 30,
      borderRadius: 4,
      fontSizeSM: 12,
      fontSizeLG: 14,
      controlHeightSM: 24,
      controlHeightLG: 34,
      colorPrimary: brand,
      colorPrimaryHover: hover,
      colorPrimaryActive: hover,
      colorInfo: '#1557d6',
      colorError: '#b80f1d',
      colorWarning: '#ad4e00',
      colorSuccess: '#08704a',
      colorText: '#1d2129',
      colorTextSecondary: '#4e5969',
      colorTextTertiary: '#5c6875',
      colorTextPlaceholder: '#5c6875',
      colorTextDisabled: '#5c6875',
      colorBorder: '#8b95a3',
      colorSplit: '#e5e6eb',
      colorLink: brand,
      motionDurationMid: '0.1s',
      motionDurationSlow: '0.15s',
      fontFamily: '"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif',
    },
    components: { Select: { optionSelectedBg: '#eef1f5' }, Tree: { nodeSelectedBg: '#eef1f5', nodeHoverBg: '#f5f6f8', titleHeight: 28 } },
  };
}
