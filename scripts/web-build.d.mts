export declare function ensureBuilt(how?: { readonly afresh?: boolean; readonly say?: (words: string) => void }): void;
