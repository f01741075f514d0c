import { randomBytes } from 'node:crypto';

/** Letters that nobody confuses on paper or when reading aloud: no I, L, O, U. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What a new attendee gets besides what people say of him: columns of `attendee_private` that are drawn by chance. */
export interface AttendeeSecrets {
  /** Ten letters (50 bits) that the paper badge shows as a code. */
  readonly badge_code: string;
  /** 32 bytes. */
  readonly pass_key: Buffer;
  /** 24 bytes as base64url. */
  readonly feed_token: string;
}

/** Draws secrets for one more attendee. */
export function attendeeSecrets(): AttendeeSecrets {
  return {
    badge_code: Array.from(randomBytes(10), (byte) => letters[byte & 31]).join(''),
    pass_key: randomBytes(32),
    feed_token: randomBytes(24).toString('base64url'),
  };
}
