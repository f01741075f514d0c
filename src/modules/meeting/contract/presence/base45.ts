const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const places = new Map(Array.from(letters, (letter, place) => [letter, place]));

/** `bytes` as Base45 (RFC 9285): letters of the alphanumeric mode of QR codes, three for two bytes, the smallest picture for bytes that any reader reads. */
export function toBase45(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 2) {
    const pair = index + 1 < bytes.length;
    const value = pair ? bytes[index]! * 256 + bytes[index + 1]! : bytes[index]!;
    text += letters[value % 45]! + letters[Math.floor(value / 45) % 45]!;
    if (pair) text += letters[Math.floor(value / 2_025)]!;
  }
  return text;
}

/** The bytes of a Base45 text; null for a text that no bytes have. */
export function fromBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null;
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 === 2 ? 1 : 0));
  for (let from = 0, at = 0; from < text.length; from += 3) {
    const [low, middle, high] = [0, 1, 2].map((place) => places.get(text.charAt(from + place)));
    const pair = from + 2 < text.length;
    if (low === undefined || middle === undefined || (pair && high === undefined)) return null;
    const value = low + middle * 45 + (high ?? 0) * 2_025;
    if (value > (pair ? 0xffff : 0xff)) return null;
    if (pair) bytes[at++] = value >> 8;
    bytes[at++] = value & 0xff;
  }
  return bytes;
}
