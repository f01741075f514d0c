export declare function missingEntries(packages: Readonly<Record<string, object>>): Record<string, object>;
