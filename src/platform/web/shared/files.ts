import { downloadFile, readThumbnail } from '../../contract/files.ts';
import { addressOf, seatInUse } from './call.ts';

/**
 * The address of a stored file: `small` for lists, `whole` to show it in the page, `save` for a download. The seat stands in the query,
 * since links, pictures and players carry no headers.
 */
export function fileAddress(fileId: string, use: 'small' | 'whole' | 'save' = 'whole'): string {
  const seat = seatInUse() ?? undefined;
  if (use === 'small') return addressOf(readThumbnail, { params: { id: fileId }, query: { inline: '1', seat } });
  return addressOf(downloadFile, { params: { id: fileId }, query: { inline: use === 'whole' ? '1' : undefined, seat } });
}
