/** Values that stand behind a label, "姓名:张三 性别:男" or in a table's next cell. */
import { type Row, withoutHanBlanks } from './text.js';

export type Label =
  | 'name'
  | 'phone'
  | 'email'
  | 'location'
  | 'label'
  | 'url'
  | 'major'
  | 'degree'
  | 'school'
  | 'score'
  | 'personal';

const list = (text: string) => text.split('|');

const words: Record<Label, string[]> = {
  name: list(
    `姓名|名字|full name|name|first name last name|surname(s) first name(s)|first name(s) surname(s)|candidate name|candidate`,
  ),
  phone: list(
    `电话|手机|联系电话|手机号码|手机号|电话号码|移动电话|联系方式|phone|mobile|tel|telephone|cell|phone number|mobile number|telephone number|telephone(s)|contact|contact number|cell phone|mobile phone|tel.`,
  ),
  email: list(`邮箱|电子邮箱|邮件|电子邮件|email|e-mail|mail|email address|e-mail address|e-mail(s)`),
  location: list(
    `现居|现居地|现居住地|居住地|所在地|现所在地|所在城市|现居城市|居住城市|城市|地址|通讯地址|联系地址|家庭住址|家庭地址|住址|现住址|现居地址|地点|居住地址|目前所在地|目前居住地|常住地|location|address|city|current location|based in|home address|residence|address(es)|lives in|home|place of residence`,
  ),
  label: list(
    `求职意向|应聘职位|应聘岗位|意向岗位|期望职位|求职岗位|意向职位|求职目标|目标职位|职位|岗位|期望岗位|求职职位|job title|position|title|desired position|position applied for|job applied for|current position|target position`,
  ),
  url: list(
    `个人网站|个人主页|博客|个人博客|主页|网站|网址|技术博客|website|web|homepage|blog|portfolio|personal website|personal site|site|url`,
  ),
  major: list(
    `专业|所学专业|主修|主修专业|专业名称|专业方向|major|field of study|specialization|concentration|course|stream|branch`,
  ),
  degree: list(`学历|学位|最高学历|学历学位|学历/学位|文化程度|教育程度|degree|qualification|level`),
  school: list(`毕业院校|毕业学校|学校|院校|就读院校|学校名称|毕业于|所在学校|school|university|institution|college`),
  score: list(
    `gpa|cgpa|绩点|平均绩点|成绩|平均分|学分绩点|均分|专业排名|grade|final grade|cumulative gpa|overall gpa|score|percentage|major gpa`,
  ),
  personal: list(
    `性别|年龄|出生年月|出生日期|生日|民族|籍贯|政治面貌|婚姻状况|婚姻|婚否|身高|体重|健康状况|工作年限|工作经验|户口|户籍|国籍|毕业时间|到岗时间|期望薪资|薪资要求|期望薪酬|目前状态|求职状态|当前状态|期望城市|期望地点|意向城市|工作地点|qq|微信|微信号|wechat|github|linkedin|skype|gender|sex|age|date of birth|dob|birth date|birthday|nationality|marital status|citizenship|visa status|visa|place of birth|血型|宗教|英语水平|外语水平|计算机水平|职称|工作性质|邮编|目前薪资|当前公司|导师|研究方向|现任职务|入学时间|学制|班级|生源地|身份证号|身份证|驾照|driving licence|driving license|passport|religion|notice period|fax|传真|title|户口所在地|户籍地|出生地|工作状态|离职状态|个人状态|参加工作时间|毕业年份|毕业日期`,
  ),
};

const labels = new Map<string, Label>();
for (const [label, names] of Object.entries(words) as [Label, string[]][])
  for (const name of names) if (!labels.has(name)) labels.set(name, label);

const longest = [...labels.keys()]
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, ' ?'));
/** A known label with its colon; between Chinese labels no blank is needed. */
const labelled = new RegExp(
  `(?<![\\p{L}\\d/]|['’]s |(?:father|mother|company|project|client|spouse|school|user) )(${longest.join('|')}) ?(?:\\([^)]{1,12}\\))? ?:`,
  'giu',
);

const keyOf = (text: string) =>
  withoutHanBlanks(text)
    .trim()
    .replace(/[:\s]+$/, '')
    .toLowerCase();

/** What the line says under known labels, each value up to the next label, tab or bar. */
export function labelledValues(row: Row): { label: Label; value: string }[] {
  const found: { label: Label; value: string }[] = [];
  const take = (label: Label | undefined, value: string | undefined) => {
    const kept = value?.replace(/^[\s:]+|[\s|,，;；、·•/]+$/gu, '') ?? '';
    if (label && kept !== '') found.push({ label, value: kept });
  };
  const { cells } = row;
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]!;
    const matches = [...cell.matchAll(labelled)];
    matches.forEach((match, at) => {
      const from = match.index + match[0].length;
      const to = matches[at + 1]?.index ?? cell.length;
      const value = cell.slice(from, to).split(/ \| |\|/)[0];
      // "Phone:<tab>555": the colon ends its cell.
      if (value?.trim() === '' && at === matches.length - 1) {
        take(labels.get(keyOf(match[1] ?? '')), cells[index + 1]);
      } else take(labels.get(keyOf(match[1] ?? '')), value);
    });
    if (matches.length === 0 && cells.length > 1) {
      const label = labels.get(keyOf(cell));
      const next = cells[index + 1];
      if (label && next !== undefined && labels.get(keyOf(next)) === undefined) {
        take(label, next);
        index++;
      }
    }
  }
  return found;
}

export const isLabel = (text: string): boolean => labels.has(keyOf(text));
