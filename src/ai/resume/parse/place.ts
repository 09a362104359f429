/** Places as resumes name them: "Seattle, WA", 上海市浦东新区, "Berlin, Germany". */
import type { Location } from '../resume.js';

const states =
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR ON QC BC AB MB SK NS NB NL NSW VIC QLD ACT TAS';
const stateNames =
  'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|Ontario|Quebec|British Columbia|Alberta|Manitoba|Saskatchewan|Nova Scotia|New South Wales|Victoria|Queensland';
const countries =
  'USA|U\\.S\\.A\\.|U\\.S\\.|US|United States(?: of America)?|UK|U\\.K\\.|United Kingdom|England|Scotland|Wales|Ireland|Canada|Australia|New Zealand|Germany|Deutschland|France|Spain|Italy|Portugal|Netherlands|The Netherlands|Belgium|Switzerland|Austria|Sweden|Norway|Denmark|Finland|Poland|Czech Republic|Czechia|Hungary|Romania|Bulgaria|Greece|Turkey|Russia|Ukraine|Israel|UAE|United Arab Emirates|Saudi Arabia|Egypt|South Africa|Nigeria|Kenya|India|Pakistan|Bangladesh|Sri Lanka|Nepal|China|P\\.?R\\.? ?China|Hong Kong|Taiwan|Japan|South Korea|Korea|Singapore|Malaysia|Thailand|Vietnam|Indonesia|Philippines|Mexico|Brazil|Argentina|Chile|Colombia|Peru|Croatia|Serbia|Slovenia|Slovakia|Estonia|Latvia|Lithuania|Luxembourg|Cyprus|Malta|Iceland|Qatar|Ghana|Morocco|Tunisia';
const cities =
  "Beijing|Shanghai|Shenzhen|Guangzhou|Hangzhou|Chengdu|Nanjing|Wuhan|Suzhou|Xi'an|Chongqing|Tianjin|London|Paris|Berlin|Munich|Hamburg|Madrid|Barcelona|Rome|Milan|Amsterdam|Dublin|Zurich|Vienna|Stockholm|Tokyo|Seoul|Sydney|Melbourne|Toronto|Vancouver|Montreal|Bangalore|Bengaluru|Mumbai|Delhi|New Delhi|Hyderabad|Chennai|Pune|New York City|NYC|San Francisco|Los Angeles|Chicago|Boston|Seattle|Austin|Singapore|Hong Kong|Remote|New York|Washington,? D\\.?C\\.?";

const cityWord = "(?:\\p{Lu}[\\p{L}.'’-]{1,24}|St\\.|de|la|of)";
const cityName = `${cityWord}(?: ${cityWord}){0,3}`;
const withRegion = new RegExp(
  `^(?:(?<address>\\d[^,]{3,60}(?:, [^,]{2,30})?),? )?(?<city>${cityName})(?:, |,? (?=[A-Z]{2},? \\d{5}|\\p{Lu}\\p{Ll})|,)(?:(?<region>${states.replaceAll(' ', '|')})|(?<name>${stateNames}))\\.?(?:,? (?<zip>\\d{5}(?:-\\d{4})?|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d))?(?:,? (?<country>${countries}))?$`,
  'u',
);
const withCountry = new RegExp(
  `^(?<city>${cityName})(?:, (?<name>${cityName}))?,? (?:\\(?(?<country>${countries})\\)?)$`,
  'u',
);
const onlyKnown = new RegExp(`^(?:(?<city>${cities})|(?<country>${countries})|(?<name>${stateNames}))$`, 'u');

const provinces =
  '北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门';
const hanCities =
  '北京|上海|天津|重庆|广州|深圳|杭州|成都|南京|武汉|苏州|西安|长沙|郑州|青岛|大连|厦门|宁波|合肥|福州|济南|沈阳|哈尔滨|长春|石家庄|太原|昆明|贵阳|南宁|南昌|兰州|海口|乌鲁木齐|呼和浩特|银川|西宁|拉萨|无锡|常州|佛山|东莞|珠海|中山|惠州|温州|嘉兴|绍兴|金华|台州|泉州|烟台|潍坊|徐州|南通|扬州|镇江|洛阳|芜湖|绵阳|桂林|三亚|香港|澳门|台北|威海|湖州|舟山|盐城|泰州|襄阳|宜昌|株洲|汕头|江门|保定|唐山|廊坊|邯郸|包头|大庆|鞍山';
const hanPlace = new RegExp(
  `^(?:中国[ ,-]?)?(?:(?<region>${provinces})(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区|特别行政区)?[ ,·/-]?)?(?<city>(?:${hanCities})市?|[\\p{Script=Han}]{2,4}市)?[ ,·/-]?(?<rest>[\\p{Script=Han}]{1,8}?(?:区|县|镇|街道|新区)[^\\s,，;|]{0,40}|海淀|朝阳|浦东|徐汇|南山|福田|西湖|余杭|滨江|江宁|天河)?$`,
  'u',
);

const zipFirst = new RegExp(
  `^(?:(?<address>[^,]{3,60}),? )?(?<zip>[A-Z]{0,2}-?\\d{4,6}|\\d{2}-\\d{3}) (?<city>${cityName})(?:,? \\(?(?<country>${countries})\\)?)?$`,
  'u',
);
/** Such words stand in names of companies and schools, not of towns. */
const namesOrganisation =
  /(?:^|[\s.])(?:inc|llc|llp|ltd|corp|co|gmbh|ag|ab|s\.?r\.?l|s\.?p\.?a|s\.?a|plc|university|college|school|institute|academy|hospital|clinic|bank|group|company|technologies|solutions|services|partners|tech|labs|systems|software|media|consulting|capital|financial)\.?$|^(?:university|department|dept\.?|faculty|school|institute|office|division) of /i;

/** Reads a whole piece of text as a place, or not at all. */
export function placeOf(piece: string): Location | undefined {
  const text = piece.trim();
  if (text.length < 2 || text.length > 100) return undefined;
  if (/\p{Script=Han}/u.test(text)) return hanPlaceOf(text);
  const groups = (withRegion.exec(text) ?? zipFirst.exec(text) ?? withCountry.exec(text) ?? onlyKnown.exec(text))
    ?.groups;
  if (!groups || namesOrganisation.test(groups.city ?? '') || namesOrganisation.test(groups.address ?? ''))
    return undefined;
  if (groups.city === 'Remote') return { city: 'Remote' };
  const region = groups.region ?? groups.name ?? groups.country;
  return {
    address: groups.address || (groups.country && region !== groups.country) ? text : undefined,
    postalCode: groups.zip,
    city: groups.city,
    region,
  };
}

function hanPlaceOf(text: string): Location | undefined {
  const groups = hanPlace.exec(text)?.groups;
  if (!groups || (!groups.region && !groups.city && !/^\p{Script=Han}{1,4}[区县]$/u.test(text))) return undefined;
  if (/公司|大学|学院|医院|中心$|集团|学校|中学|小学|银行|经理|工程|研究/u.test(text)) return undefined;
  const { region, city, rest } = groups;
  const municipality = !city && region !== undefined && /^(?:北京|上海|天津|重庆|香港|澳门)$/.test(region);
  return {
    address: rest ? text : undefined,
    city: city ?? (municipality ? region : undefined),
    region: municipality ? undefined : region,
  };
}

export const isPlace = (piece: string): boolean =>
  /^(?:remote|hybrid|on-?site|远程)$/i.test(piece.trim()) || placeOf(piece) !== undefined;

const stateCode = new RegExp(`^(?:${states.replaceAll(' ', '|')})$`, 'u');
const stateName = new RegExp(`^(?:${stateNames})$`, 'u');
const city = new RegExp(`^${cityName}$`, 'u');

/** "…, New Orleans, LA, …": a place with its region inside a line, and where it stands. */
export function findPlace(text: string): { from: number; to: number; text: string } | undefined {
  const parts: { text: string; from: number }[] = [];
  for (let from = 0; from <= text.length; ) {
    const comma = text.indexOf(',', from);
    const end = comma < 0 ? text.length : comma;
    const start = from + (/^\s*/.exec(text.slice(from, end))?.[0].length ?? 0);
    parts.push({ text: text.slice(start, end).trimEnd(), from: start });
    from = end + 1;
  }
  for (const pattern of [stateCode, stateName])
    for (let at = 1; at < parts.length; at++) {
      const [before, region] = [parts[at - 1]!, parts[at]!];
      if (!pattern.test(region.text) || !city.test(before.text) || namesOrganisation.test(before.text)) continue;
      const to = region.from + region.text.length;
      return { from: before.from, to, text: text.slice(before.from, to) };
    }
  return undefined;
}
