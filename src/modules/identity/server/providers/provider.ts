/** Who a provider of identities says that the browser's user is. */
export interface ProvidedIdentity {
  /** The provider's own name for the account: stable, never given to anybody else. */
  readonly subject: string;
  readonly name: string;
  /** A phone that the provider itself has verified; it finds the account the first time. */
  readonly phone?: string;
}

/** One sign-in at a provider, from the first redirect to the way back. */
export interface ProviderTurn {
  /** Unguessable name of this turn; a provider that gives it back proves that the answer belongs to the question. */
  readonly state: string;
  /** Where the provider sends the browser afterwards. */
  readonly redirectUri: string;
}

/**
 * A provider of identities: OpenID Connect, 浙政钉, and what may follow. The sign-in page lists them by `label`. To add one, write a file
 * beside this one and hand it to `identityModule({ providers })`.
 */
export interface IdentityProvider {
  /** Stands in addresses and beside linked accounts; never change it. Lower-case letters, digits, hyphens. */
  readonly id: string;
  readonly label: string;
  /** Where to send the browser. What is `kept` comes back to {@link finish} and is seen by nobody else. */
  start(turn: ProviderTurn): Promise<{ address: string; kept: Record<string, string> }>;
  /** Turns what the browser brought back into an identity. Throws {@link ProviderRefusal} where the provider does not vouch for anybody. */
  finish(
    turn: ProviderTurn & { readonly query: Readonly<Record<string, unknown>>; readonly kept: Readonly<Record<string, string>> },
  ): Promise<ProvidedIdentity>;
}

/** The provider, or the user in front of it, said no. The message is for the log, never for a screen. */
export class ProviderRefusal extends Error {
  override readonly name = 'ProviderRefusal';
}
