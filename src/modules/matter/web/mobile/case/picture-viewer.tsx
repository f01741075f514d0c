import ImageViewer from 'antd-mobile/es/components/image-viewer';
import type { FileLine } from '../../../contract/views.ts';
import { fileAddress } from '#platform/web/shared/files.ts';

interface PictureViewerProps {
  readonly pictures: readonly FileLine[];
  readonly start: number;
  readonly onClose: () => void;
}

/** Pictures at full size: pinch to look closer, swipe to the next, tap to leave. */
export default function PictureViewer({ pictures, start, onClose }: PictureViewerProps) {
  return <ImageViewer.Multi images={pictures.map((file) => fileAddress(file.id))} defaultIndex={start} visible onClose={onClose} />;
}
