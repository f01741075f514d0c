/** Ids of the template's rows and what they became in the new meeting. */
export type Became = Map<string, string>;
