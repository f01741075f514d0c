import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';

const [width, height] = [1280, 720];
/** The code is so high in the picture, in pixels: a phone at arm's length. */
const codeHeight = 150;

/**
 * Writes what a camera sees of a phone that somebody holds up: dark, tilted and sheared, somewhat out of focus, grainy and packed as a camera packs.
 * First nothing but the hall, then the phone. `screen` is the picture of the phone's screen, in which the code is `share` of the height.
 */
export async function filmPhone(file: string, screen: Buffer, share: number): Promise<void> {
  const hall = { create: { width, height, channels: 3, background: '#6f6a64' } } as const;
  const phone = await sharp(screen)
    .resize({ height: Math.round(codeHeight / share) })
    .linear(0.75, 22)
    .extend({ top: 12, bottom: 12, left: 10, right: 10, background: '#101214' })
    .affine([1, 0.12, -0.08, 0.86], { background: '#6f6a64', interpolator: 'bicubic' })
    .toBuffer();
  const seen = await sharp(hall)
    .composite([{ input: await inSight(phone) }])
    .png({ compressionLevel: 0 })
    .toBuffer();
  const grain = await sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 14 } },
  })
    .png()
    .toBuffer();
  const picture = await sharp(seen)
    .blur(1.2)
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 85 })
    .toBuffer();
  const nothing = await sharp(hall).jpeg().toBuffer();
  await writeFile(file, Buffer.concat([...Array<Buffer>(10).fill(nothing), ...Array<Buffer>(120).fill(picture)]));
}

/** As much of the phone as the camera's picture holds. */
async function inSight(phone: Buffer): Promise<Buffer> {
  const { width: across, height: down } = await sharp(phone).metadata();
  const [left, top] = [Math.max(0, across - width) >> 1, Math.max(0, down - height) >> 1];
  return await sharp(phone)
    .extract({ left, top, width: Math.min(across, width), height: Math.min(down, height) })
    .toBuffer();
}
