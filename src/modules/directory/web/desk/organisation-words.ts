/** Words of organisation kinds and levels. */
export const organisationKinds = { congress: '人大', cppcc: '政协', handlingUnit: '承办单位', grassrootsUnit: '基层单元' } as const;
export const levels = { province: '省级', city: '市级', county: '县级', township: '乡级' } as const;
