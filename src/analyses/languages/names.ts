import type { Lang } from '../../model/finding.ts'

/** What numbers and codes stand for, in the reader's language. What is not in a table stays as it is. */

const PAGES: Readonly<Record<string, { en: string; fr: string }>> = {
  '874': { en: 'Thai', fr: 'thaï' },
  '932': { en: 'Japanese', fr: 'japonais' },
  '936': { en: 'simplified Chinese', fr: 'chinois simplifié' },
  '949': { en: 'Korean', fr: 'coréen' },
  '950': { en: 'traditional Chinese', fr: 'chinois traditionnel' },
  '1200': { en: 'Unicode', fr: 'Unicode' },
  '1250': { en: 'Central European', fr: 'Europe centrale' },
  '1251': { en: 'Cyrillic', fr: 'cyrillique' },
  '1252': { en: 'Western European', fr: 'Europe occidentale' },
  '1253': { en: 'Greek', fr: 'grec' },
  '1254': { en: 'Turkish', fr: 'turc' },
  '1255': { en: 'Hebrew', fr: 'hébreu' },
  '1256': { en: 'Arabic', fr: 'arabe' },
  '1257': { en: 'Baltic', fr: 'balte' },
  '1258': { en: 'Vietnamese', fr: 'vietnamien' },
  '10000': { en: 'Mac Western European', fr: 'Mac Europe occidentale' },
  '10007': { en: 'Mac Cyrillic', fr: 'Mac cyrillique' },
  '20866': { en: 'Cyrillic, KOI8-R', fr: 'cyrillique, KOI8-R' },
  '65001': { en: 'Unicode', fr: 'Unicode' },
}

/** Windows language ids ([MS-LCID]) as tags. */
const LCIDS: Readonly<Record<string, string>> = {
  '1025': 'ar-SA',
  '1026': 'bg-BG',
  '1027': 'ca-ES',
  '1028': 'zh-TW',
  '1029': 'cs-CZ',
  '1030': 'da-DK',
  '1031': 'de-DE',
  '1032': 'el-GR',
  '1033': 'en-US',
  '1034': 'es-ES',
  '1035': 'fi-FI',
  '1036': 'fr-FR',
  '1037': 'he-IL',
  '1038': 'hu-HU',
  '1039': 'is-IS',
  '1040': 'it-IT',
  '1041': 'ja-JP',
  '1042': 'ko-KR',
  '1043': 'nl-NL',
  '1044': 'nb-NO',
  '1045': 'pl-PL',
  '1046': 'pt-BR',
  '1048': 'ro-RO',
  '1049': 'ru-RU',
  '1050': 'hr-HR',
  '1051': 'sk-SK',
  '1052': 'sq-AL',
  '1053': 'sv-SE',
  '1054': 'th-TH',
  '1055': 'tr-TR',
  '1056': 'ur-PK',
  '1057': 'id-ID',
  '1058': 'uk-UA',
  '1059': 'be-BY',
  '1060': 'sl-SI',
  '1061': 'et-EE',
  '1062': 'lv-LV',
  '1063': 'lt-LT',
  '1065': 'fa-IR',
  '1066': 'vi-VN',
  '1067': 'hy-AM',
  '1068': 'az-AZ',
  '1069': 'eu-ES',
  '1071': 'mk-MK',
  '1079': 'ka-GE',
  '1081': 'hi-IN',
  '1087': 'kk-KZ',
  '1088': 'ky-KG',
  '1091': 'uz-UZ',
  '2052': 'zh-CN',
  '2055': 'de-CH',
  '2057': 'en-GB',
  '2058': 'es-MX',
  '2060': 'fr-BE',
  '2064': 'it-CH',
  '2067': 'nl-BE',
  '2070': 'pt-PT',
  '2074': 'sr-RS',
  '3076': 'zh-HK',
  '3079': 'de-AT',
  '3081': 'en-AU',
  '3082': 'es-ES',
  '3084': 'fr-CA',
  '3098': 'sr-RS',
  '4100': 'zh-SG',
  '4105': 'en-CA',
  '4108': 'fr-CH',
  '5129': 'en-NZ',
  '6153': 'en-IE',
  '7177': 'en-ZA',
  '16393': 'en-IN',
}

/** Countries as [MS-XLS] 2.4.63 numbers them: mostly by their telephone code. */
const COUNTRIES: Readonly<Record<string, string>> = {
  '1': 'US',
  '2': 'CA',
  '3': 'MX',
  '7': 'RU',
  '20': 'EG',
  '30': 'GR',
  '31': 'NL',
  '32': 'BE',
  '33': 'FR',
  '34': 'ES',
  '36': 'HU',
  '39': 'IT',
  '41': 'CH',
  '43': 'AT',
  '44': 'GB',
  '45': 'DK',
  '46': 'SE',
  '47': 'NO',
  '48': 'PL',
  '49': 'DE',
  '52': 'MX',
  '55': 'BR',
  '61': 'AU',
  '64': 'NZ',
  '66': 'TH',
  '81': 'JP',
  '82': 'KR',
  '84': 'VN',
  '86': 'CN',
  '90': 'TR',
  '91': 'IN',
  '213': 'DZ',
  '216': 'MA',
  '218': 'LY',
  '351': 'PT',
  '354': 'IS',
  '358': 'FI',
  '375': 'BY',
  '380': 'UA',
  '420': 'CZ',
  '886': 'TW',
  '961': 'LB',
  '962': 'JO',
  '963': 'SY',
  '964': 'IQ',
  '965': 'KW',
  '966': 'SA',
  '971': 'AE',
  '972': 'IL',
  '974': 'QA',
  '981': 'IR',
}

/** "1251 (Cyrillic)", "1049 (Russian, Russia)", "7 (Russia)" */
export function readable(kind: string, value: string, lang: Lang): string {
  const meaning =
    kind === 'code page'
      ? PAGES[value]?.[lang]
      : kind === 'LCID'
        ? LCIDS[value] && languageName(LCIDS[value], lang)
        : kind === 'country'
          ? COUNTRIES[value] && regionName(COUNTRIES[value], lang)
          : kind === 'tag'
            ? languageName(value, lang)
            : undefined
  return meaning && meaning !== value ? `${value} (${meaning})` : value
}

function languageName(tag: string, lang: Lang): string | undefined {
  try {
    return new Intl.DisplayNames([lang], { type: 'language' }).of(tag)
  } catch {
    return undefined
  }
}

function regionName(code: string, lang: Lang): string | undefined {
  return new Intl.DisplayNames([lang], { type: 'region' }).of(code)
}
