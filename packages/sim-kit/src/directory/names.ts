/** A name as written and as it becomes the local part of an ASCII mail address. */
export type SpelledName = readonly [written: string, ascii: string]

/** Given and family names that occur together. */
export interface NamePool {
  readonly given: readonly SpelledName[]
  readonly family: readonly SpelledName[]
}

const same = (...names: string[]): SpelledName[] => names.map((name) => [name, name.toLowerCase()])

/** Names of many places and scripts: apostrophes, hyphens, particles, diacritics, non-Latin letters, one-letter names. */
export const namePools: readonly NamePool[] = [
  {
    given: [...same('Maria', 'Ada', 'Sean', 'Grace', 'Tom'), ['Mary-Jane', 'mary.jane'], ['D’Arcy', 'darcy']],
    family: [
      ...same('Smith', 'Lovelace', 'Hopper'),
      ["O'Brien", 'obrien'],
      ["O'Neil-Hughes", 'oneil.hughes'],
      ['St. John', 'stjohn'],
    ],
  },
  {
    given: [
      ['José', 'jose'],
      ['María', 'maria'],
      ['Íñigo', 'inigo'],
      ['Lucía', 'lucia'],
      ['Ángel', 'angel'],
    ],
    family: [
      ['Núñez', 'nunez'],
      ['García Márquez', 'garcia.marquez'],
      ['de la Cruz', 'delacruz'],
      ['Peña', 'pena'],
    ],
  },
  {
    given: [
      ['Jürgen', 'juergen'],
      ['Käthe', 'kaethe'],
      ['Zoë', 'zoe'],
      ['Björn', 'bjoern'],
      ['Søren', 'soeren'],
    ],
    family: [
      ['Müller-Lüdenscheidt', 'mueller.luedenscheidt'],
      ['Weiß', 'weiss'],
      ['Ångström', 'angstroem'],
      ['van der Berg', 'vanderberg'],
    ],
  },
  {
    given: [
      ['さくら', 'sakura'],
      ['健太', 'kenta'],
      ['美咲', 'misaki'],
      ['陽葵', 'himari'],
    ],
    family: [
      ['佐藤', 'sato'],
      ['鈴木', 'suzuki'],
      ['髙橋', 'takahashi'],
      ['渡邉', 'watanabe'],
    ],
  },
  {
    given: [
      ['Ольга', 'olga'],
      ['Дмитрий', 'dmitry'],
      ['Анна', 'anna'],
      ['Юрий', 'yuri'],
    ],
    family: [
      ['Иванова', 'ivanova'],
      ['Щербаков', 'shcherbakov'],
      ['Кузнецов', 'kuznetsov'],
      ['Соколова', 'sokolova'],
    ],
  },
  {
    given: [
      ['محمد', 'mohammed'],
      ['فاطمة', 'fatima'],
      ['يوسف', 'yusuf'],
      ['ليلى', 'layla'],
    ],
    family: [
      ['الحسن', 'alhasan'],
      ['بن علي', 'benali'],
      ['الراشد', 'alrashid'],
      ['حداد', 'haddad'],
    ],
  },
  {
    given: [
      ['伟', 'wei'],
      ['秀英', 'xiuying'],
      ['子涵', 'zihan'],
      ['芳', 'fang'],
    ],
    family: [
      ['王', 'wang'],
      ['李', 'li'],
      ['欧阳', 'ouyang'],
      ['陈', 'chen'],
    ],
  },
  {
    given: [
      ['Nguyễn', 'nguyen'],
      ['Thảo', 'thao'],
      ['Đức', 'duc'],
      ['Hương', 'huong'],
    ],
    family: [
      ['Trần', 'tran'],
      ['Phạm', 'pham'],
      ['Lê', 'le'],
      ['Đặng', 'dang'],
    ],
  },
  {
    given: [
      ['Priya', 'priya'],
      ['अर्जुन', 'arjun'],
      ['Ananya', 'ananya'],
      ['Siddharth', 'siddharth'],
    ],
    family: [
      ['शर्मा', 'sharma'],
      ['Venkataraman', 'venkataraman'],
      ['R', 'r'],
      ['Krishnamurthy', 'krishnamurthy'],
    ],
  },
  {
    given: [
      ['Łukasz', 'lukasz'],
      ['Žofia', 'zofia'],
      ['Ștefan', 'stefan'],
      ['Γιώργος', 'giorgos'],
    ],
    family: [
      ['Wiśniewski', 'wisniewski'],
      ['Dvořák', 'dvorak'],
      ['Παπαδόπουλος', 'papadopoulos'],
      ['Țepeș', 'tepes'],
    ],
  },
]

/** Job titles. */
export const titles: readonly string[] = [
  'Engineer',
  'Account Manager',
  'Head of Sales, EMEA',
  'Nurse',
  'Designer',
  'Buchhalterin',
  'R&D Lead',
  'Support "Tier 2"',
  '研究員',
  'Data Analyst',
]

/** Departments. */
export const departments: readonly string[] = [
  'Engineering',
  'Sales',
  'People & Culture',
  'Finance',
  'Büro Zürich',
  '営業部',
  'Support',
]

/** Group names; beyond these, groups are numbered teams. */
export const groupNames: readonly string[] = [
  'Engineering',
  'Sales & Marketing',
  'All Hands',
  'Büro Zürich',
  'R&D / Labs',
  '営業部',
  "People's Council",
  'Finance (EMEA)',
  'On-Call',
  'Администраторы',
]
