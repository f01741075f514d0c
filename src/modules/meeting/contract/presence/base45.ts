const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
/** The place of each letter by its code; -1 for all others. */
const places = Int8Array.from({ length: 128 }, (_, code) => letters.indexOf(String.fromCharCode(code)));

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
    const pair = from + 2 < text.length;
    const low = placeOf(text, from);
    const middle = placeOf(text, from + 1);
    const high = pair ? placeOf(text, from + 2) : 0;
    if (low < 0 || middle < 0 || high < 0) return null;
    const value = low + middle * 45 + high * 2_025;
    if (value > (pair ? 0xffff : 0xff)) return null;
    if (pair) bytes[at++] = value >> 8;
    bytes[at++] = value & 0xff;
  }
  return bytes;
}

function placeOf(text: string, at: number): number {
  return places[text.charCodeAt(at)] ?? -1;
}
