/** What makes two chosen files the same. */
export const keyOf = ({ name, size, lastModified }: File) => `${name} ${size} ${lastModified}`;

/** A page 10 comes after page 9, whatever order the browser handed them over in. The same file twice is one. */
export function byName(files: readonly File[]): readonly File[] {
  const once = [...new Map(files.map((file) => [keyOf(file), file])).values()];
  return once.toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN', { numeric: true }));
}

/** A name that somebody gave, without the page's number; empty where a camera or a scanner gave it. */
export function titleFrom(name: string): string {
  const stem = name.replace(/\.\w+$/, '').trim();
  if (/^(img|dsc|pic|photo|image|scan|mmexport|wx|screenshot|微信图片|扫描|截屏|图片)?[-_ \d（）()]*$/i.test(stem)) return '';
  return stem.replace(/[-_ ]*(第?\d+页?|[(（]\d+[)）])$/, '').slice(0, 120);
}

/** Whether a file is a picture, as far as its name and the browser tell. */
export const isPicture = (file: File) => file.type.startsWith('image/') || /\.(jpe?g|png|webp)$/i.test(file.name);
