/** From the lines of a document to a resume: what is read, what is left alone, and what is no resume. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { DocumentText, Line } from '../src/ai/document/document.js';
import { findEmails, findPages, findPhones, profileOf } from '../src/ai/resume/parse/contact.js';
import { findDates, withoutDates } from '../src/ai/resume/parse/date.js';
import { findDegree } from '../src/ai/resume/parse/degree.js';
import { parseResume } from '../src/ai/resume/parse/parse.js';
import { placeOf } from '../src/ai/resume/parse/place.js';
import { titleOf } from '../src/ai/resume/parse/section/title.js';
import { skillList } from '../src/ai/resume/parse/skill/list.js';
import { findSkills, topicsOf } from '../src/ai/resume/parse/skill/skill.js';
import { rowsOf } from '../src/ai/resume/parse/text.js';

/** A line of text as a reader of plain text sees it: `# ` is a heading, `- ` a point, an empty line a gap. */
const linesOf = (text: string): Line[] => {
  let gap = true;
  return text.split('\n').flatMap((raw) => {
    const [, mark = '', rest = ''] = /^\s*(# |- )?(.*)$/.exec(raw) ?? [];
    if (rest.trim() === '') {
      gap = true;
      return [];
    }
    const heading = mark === '# ';
    const line = { text: rest, heading, bold: heading, size: heading ? 1.3 : 1, bullet: mark === '- ', gap };
    gap = false;
    return [line];
  });
};
const documentOf = (text: string, links: string[] = []): DocumentText => ({ text, lines: linesOf(text), links });

const read = (text: string, links: string[] = []) => {
  const reading = parseResume(documentOf(text, links));
  if (reading === 'NOT_A_RESUME') return expect.fail('taken for something else than a resume');
  return reading;
};
/** The least that makes a resume of what is tested. */
const within = (section: string) =>
  read(`Jo Hart\njo@hart.example\n\n# Education\nElm College\n2010 - 2012\n\n${section}`);

describe('dates', () => {
  const ranges: [text: string, start: string, end: string | undefined][] = [
    ['Jan 2020 – Present', '2020-01', undefined],
    ['2019.07-至今', '2019-07', undefined],
    ['2018年9月—2022年6月', '2018-09', '2022-06'],
    ['06/2017 to 08/2019', '2017-06', '2019-08'],
    ['Sept. 2020 -', '2020-09', undefined],
    ['2016–2020', '2016', '2020'],
    ['(2021/03-2022/05)', '2021-03', '2022-05'],
    ['Oct. 2021 – Current', '2021-10', undefined],
    ['2016–20', '2016', '2020'],
    ['Jan – May 2020', '2020-01', '2020-05'],
    ['2020年3月-6月', '2020-03', '2020-06'],
    ['06/17 – 08/19', '2017-06', '2019-08'],
    ['12.03.2019 – 14.05.2020', '2019-03-12', '2020-05-14'],
    ['201907-202006', '2019-07', '2020-06'],
    ['Since 2018', '2018', undefined],
    ['August 2016 to Date', '2016-08', undefined],
    ['May 2014 till now', '2014-05', undefined],
    ['2019.7.1--2020.8.31', '2019-07-01', '2020-08-31'],
    ['Sep 2019 - Jun 2023 (expected)', '2019-09', '2023-06'],
    ['2021年3月起', '2021-03', undefined],
    ['3 March 2020 – 4 May 2021', '2020-03-03', '2021-05-04'],
    ['2019/07 至 2021/03', '2019-07', '2021-03'],
    ["Aug '18 – Dec '19", '2018-08', '2019-12'],
  ];
  it.each(ranges)('%s', (text, start, end) => {
    expect(findDates(text)).toMatchObject([{ start, single: false, ongoing: end === undefined }]);
    expect(findDates(text)[0]?.end).toBe(end);
  });

  it.each([
    ['Summer 2019', '2019'],
    ['May 5, 2019', '2019-05-05'],
    ['Expected May 2025', '2025-05'],
    ['03/04/2020', '2020'],
    ['23/04/2020', '2020-04-23'],
  ])('%s is one date', (text, date) => {
    expect(findDates(text)).toMatchObject([{ start: date, end: date, single: true }]);
  });

  it.each(['$2000', '2,019', 'ISO-2019', '2024届', '13812345678', '1.2019.3.4'])('%s is none', (text) => {
    expect(findDates(text)).toEqual([]);
  });

  it('leaves what stands beside them', () => {
    expect(withoutDates('清华大学 2016.09 - 2020.06 本科')).toBe('清华大学\t本科');
    expect(withoutDates('Acme (Jan 2020 – Present)')).toBe('Acme');
  });
});

describe('contact', () => {
  it.each([
    ['Email: jo.hart+cv@mail.example.com.', 'jo.hart+cv@mail.example.com'],
    ['邮箱zhang_san@163.com电话', 'zhang_san@163.com'],
    ['<ada@lovelace.example>', 'ada@lovelace.example'],
    ['x@y', undefined],
    ['@handle', undefined],
    ['me@localhost', undefined],
  ])('mail: %s', (text, email) => expect(findEmails(text)[0]?.value).toBe(email));

  it.each([
    ['138-1234-5678', '138-1234-5678'],
    ['电话:13812345678', '13812345678'],
    ['+86 138 1234 5678', '+86 138 1234 5678'],
    ['(+86) 13812345678', '(+86) 13812345678'],
    ['(555) 123-4567', '(555) 123-4567'],
    ['Tel: 555.123.4567', '555.123.4567'],
    ['+44 7700 900123', '+44 7700 900123'],
    ['Tel: 0571-88888888', '0571-88888888'],
    ['+49 6221 54-0000', '+49 6221 54-0000'],
    ['2019 - 2021', undefined],
    ['2019.07-2020.08', undefined],
    ['QQ:1234567890', undefined],
    ['身份证号:110101199003070011', undefined],
    ['1,234,567', undefined],
    ['10110-2345', undefined],
  ])('telephone: %s', (text, phone) => expect(findPhones(text)[0]?.value).toBe(phone));

  it.each([
    ['github.com/someone', { network: 'GitHub', username: 'someone', url: 'github.com/someone' }],
    ['https://www.linkedin.com/in/jo-hart/', { network: 'LinkedIn', username: 'jo-hart' }],
    ['https://github.com/someone/repository', undefined],
    ['https://jo.example.com', undefined],
  ])('profile: %s', (text, profile) => {
    const page = findPages(text)[0];
    if (profile) expect(page && profileOf(page)).toMatchObject(profile);
    else expect(page && profileOf(page)).toBeUndefined();
  });

  it('takes no technology for a page', () => expect(findPages('Node.js, ASP.NET, Vue.js')).toEqual([]));

  it('reads addresses behind links', () => {
    const { basics } = read('Jo Hart\n\n# Experience\nClerk, Elm Bank, 2010 - 2012\n- Counted', [
      'mailto:jo@hart.example?subject=Hi',
      'https://github.com/johart',
    ]).document;
    expect(basics).toMatchObject({ email: 'jo@hart.example', profiles: [{ network: 'GitHub', username: 'johart' }] });
  });
});

describe('titles of sections', () => {
  const title = (text: string) => {
    const row = rowsOf(linesOf(text))[0];
    return row && titleOf(row)?.kind;
  };
  it.each([
    ['Professional Experience', 'work'],
    ['EMPLOYMENT HISTORY', 'work'],
    ['E D U C A T I O N', 'education'],
    ['PROFESSIONALEXPERIENCE', 'work'],
    ['教 育 背 景', 'education'],
    ['【项目经验】', 'projects'],
    ['一、工作经历', 'work'],
    ['教育经历 Education', 'education'],
    ['工作经历 / WORK EXPERIENCE', 'work'],
    ['Skills & Certifications:', 'skills'],
    ['◆ 专业技能 ◆', 'skills'],
    ['Honors and Awards', 'awards'],
    ['Selected Clinical Experience', 'work'],
    ['Executive Profile', 'summary'],
    ['自我评价:', 'summary'],
    ['Languages', 'languages'],
    ['Skills: Go, Java', 'skills'],
    ['Master of Science and Technology', undefined],
    ['Acme Corporation', undefined],
    ['Led the education team', undefined],
  ])('%s', (text, kind) => expect(title(text)).toBe(kind));
});

describe('titles of the writer’s own', () => {
  const kindsOf = ({ document }: ReturnType<typeof read>) => Object.keys(document).filter((key) => key !== 'basics');

  it('reads a section by what stands in it', () => {
    const reading = read(`Jo Hart
jo@hart.example

# Hello there
I keep small shops running and their books in order.

# Where life took me
Elm Bank, Leeds
Clerk, March 2015 to date
- Counted coins

# What I lean on
Excel, SQL, Python

# Education
Elm College
2010 - 2012

# Contact
0113 496 0000`);
    const { basics, work, skills, education } = reading.document;
    expect(basics?.summary).toBe('I keep small shops running and their books in order.');
    expect(work).toEqual([
      { name: 'Elm Bank', position: 'Clerk', location: 'Leeds', startDate: '2015-03', highlights: ['Counted coins'] },
    ]);
    expect(skills).toEqual([{ name: 'Excel' }, { name: 'SQL' }, { name: 'Python' }]);
    expect(education).toHaveLength(1);
    expect(kindsOf(reading)).toHaveLength(3);
  });

  it('reads them where no title is known', () => {
    const { document } = read(`林一帆
yifan@example.com

# 我的工作轨迹
榆树软件有限公司（测试工程师）  2019.03 - 至今
- 维护回归用例

# 求学
榆林大学  软件工程  本科  2015.09 - 2019.06

# 会用的工具
JMeter、Selenium`);
    expect(document.work?.map(({ name, position }) => [name, position])).toEqual([['榆树软件有限公司', '测试工程师']]);
    expect(document.education?.[0]?.institution).toBe('榆林大学');
    expect(document.skills?.map(({ name }) => name)).toEqual(['JMeter', 'Selenium']);
  });

  it('takes none of what is no kind of section', () => {
    const { document } = within(
      '# In my free time\n- Chess club treasurer, 2012 - 2015\n\n# On the shelf\n- A red lamp',
    );
    expect(Object.keys(document)).toEqual(['basics', 'education']);
  });

  it('leaves the names of projects alone that look as the titles do', () => {
    const bold = (text: string): DocumentText => {
      const lines = linesOf(text).map((line) => ({ ...line, size: 1 }));
      return { text, lines, links: [] };
    };
    const reading = parseResume(
      bold(`林一帆
yifan@example.com

# 教育背景
榆林大学  软件工程  本科  2015.09 - 2019.06

# 项目经历

# 在线学习平台
- 负责前端页面

# 技术文档网站
- 负责检索接口

# 专业技能
Vue、React`),
    );
    if (reading === 'NOT_A_RESUME') return expect.fail('taken for something else than a resume');
    expect(reading.document.projects?.map(({ name }) => name)).toEqual(['在线学习平台', '技术文档网站']);
  });

  it('knows titles by their numbers', () => {
    const { document } = read(`林一帆
yifan@example.com

一、本人履历
2018年5月-至今  榆树软件有限公司  测试工程师

二、所学
榆林大学  软件工程  本科  2015.09 - 2019.06

三、教育背景
榆林中学  2012.09 - 2015.06`);
    expect(document.work?.[0]?.name).toBe('榆树软件有限公司');
  });

  it('reads no head of a table as an entry', () => {
    const { document } = within('# Experience\nPeriod\tEmployer\tPosition\n2012 - 2014\tElm Bank\tClerk');
    expect(document.work).toEqual([{ name: 'Elm Bank', position: 'Clerk', startDate: '2012', endDate: '2014' }]);
  });

  it('finds the address of a column that was read last', () => {
    const { document } = read(`Jo Hart

# Education
Elm College
2010 - 2012

# Experience
Clerk, Elm Bank
2012 - 2014
- Counted coins

Leeds, United Kingdom
jo@hart.example
hart.example.com`);
    expect(document.basics).toMatchObject({
      email: 'jo@hart.example',
      url: 'hart.example.com',
      location: { city: 'Leeds' },
    });
    expect(document.work).toEqual([
      { name: 'Elm Bank', position: 'Clerk', startDate: '2012', endDate: '2014', highlights: ['Counted coins'] },
    ]);
  });

  it('joins a certificate with the date that a narrow column cut off', () => {
    const { document } = within('# Certificates\nForklift Operator Safety\nLicence, 2017\nFirst Aid, Red Cross, 2019');
    expect(document.certificates).toEqual([
      { name: 'Forklift Operator Safety Licence', date: '2017' },
      { name: 'First Aid', issuer: 'Red Cross', date: '2019' },
    ]);
  });
});

describe('names', () => {
  const nameIn = (head: string) =>
    read(`${head}\n\n# Education\nElm College\n2010 - 2012\n\n# Skills\nJava, SQL`).document.basics?.name;
  it.each([
    ['Ebony Moore\nSeattle, WA | 206-555-0149 | emoore@email.com', 'Ebony Moore'],
    ['RESUME\nMary-Jane O’Neil, CPA\nmj@mail.example', 'Mary-Jane O’Neil'],
    ['Curriculum Vitae\nDr. Anna-Lena Krüger\nanna@mail.example', 'Anna-Lena Krüger'],
    ['Senior Engineer\nLudwig van der Berg\nlvdb@mail.example', 'Ludwig van der Berg'],
    ['个人简历\n姓　　名：张三丰\t性　　别：男\n电话：13812345678', '张三丰'],
    ['张三 | 男 | 25岁\n邮箱：zs@mail.example', '张三'],
    ['李晓明的简历\n电话：13812345678', '李晓明'],
    ['欧阳清和\n13812345678', '欧阳清和'],
    ['阿依古丽·买买提\nayi@mail.example', '阿依古丽·买买提'],
    ['Name: Jo Hart\nEmail: jo@mail.example', 'Jo Hart'],
    ['求职意向：后端开发\n邮箱：x1@mail.example\n电话：13812345678', undefined],
    ['Software Engineer\nSan Francisco, CA\nx1@mail.example', undefined],
  ])('%j', (head, name) => expect(nameIn(head)).toBe(name));
});

describe('places', () => {
  it.each([
    ['Seattle, WA', { city: 'Seattle', region: 'WA' }],
    ['Portland, OR 97205', { city: 'Portland', region: 'OR', postalCode: '97205' }],
    ['69120 Heidelberg, Germany', { city: 'Heidelberg', postalCode: '69120' }],
    ['上海市浦东新区', { city: '上海', address: '上海市浦东新区' }],
    ['杭州', { city: '杭州' }],
    ['Spotify AB', undefined],
    ['某某社区卫生服务中心', undefined],
  ])('%s', (text, place) => {
    if (place) expect(placeOf(text)).toMatchObject(place);
    else expect(placeOf(text)).toBeUndefined();
  });
});

describe('jobs', () => {
  it.each([
    [
      'Gilmore Financial, New Orleans, LA, Certified Public Accountant\nOct. 2021 – Current',
      'Gilmore Financial',
      'Certified Public Accountant',
    ],
    [
      'Wilder Tech | Montgomery, AL, Desktop Support Technician\nJanuary 2021 – Current',
      'Wilder Tech',
      'Desktop Support Technician',
    ],
    ['Software Engineer at Google, Jan 2020 - Present', 'Google', 'Software Engineer'],
    ['Google, Inc.\tJan 2020 - Present\nVice President, Sales', 'Google, Inc.', 'Vice President, Sales'],
    ['Data Analyst — Marigold Grocers\nApril 2021 - Present', 'Marigold Grocers', 'Data Analyst'],
    ['2020.07-至今\t武汉斗鱼网络科技有限公司\tJava开发工程师', '武汉斗鱼网络科技有限公司', 'Java开发工程师'],
    ['字节跳动 后端开发工程师 2019.07-至今', '字节跳动', '后端开发工程师'],
    ['字节跳动 - 抖音电商 - 后端开发实习生（2022.06～至今）', '字节跳动', '后端开发实习生'],
    ['公司：海星支付\t职位：测试主管\t2021.08-至今', '海星支付', '测试主管'],
  ])('%j', (head, name, position) => {
    const { work } = within(`# Work experience\n${head}\n- Did what there was to do`).document;
    expect(work).toMatchObject([{ name, position, highlights: ['Did what there was to do'] }]);
    expect(work?.[0]?.endDate).toBeUndefined();
  });

  it('keeps entries apart, and a further position with its employer', () => {
    const { work } = within(`# Experience
Spotify AB, Stockholm
Staff Engineer, Mar 2022 - Present
- Owns the playback platform
Senior Software Engineer, Jan 2019 - Feb 2022
- Moved 40 services to Kubernetes
Klarna
Backend Engineer, 2015 - 2018
- Built the settlement service`).document;
    expect(work).toEqual([
      {
        name: 'Spotify AB',
        position: 'Staff Engineer',
        location: 'Stockholm',
        startDate: '2022-03',
        highlights: ['Owns the playback platform'],
      },
      {
        name: 'Spotify AB',
        position: 'Senior Software Engineer',
        startDate: '2019-01',
        endDate: '2022-02',
        highlights: ['Moved 40 services to Kubernetes'],
      },
      {
        name: 'Klarna',
        position: 'Backend Engineer',
        startDate: '2015',
        endDate: '2018',
        highlights: ['Built the settlement service'],
      },
    ]);
  });

  it('joins what the page cut, Chinese without a blank', () => {
    const { work } = within(`# 工作经历
蓝鲸视频\t推荐算法工程师\t2019/05-至今
- 负责短视频召回与粗排，多目标模型上线后人均
时长提升百分之八
- Led the migration of the ranking service to a
new cluster`).document;
    expect(work?.[0]?.highlights).toEqual([
      '负责短视频召回与粗排,多目标模型上线后人均时长提升百分之八',
      'Led the migration of the ranking service to a new cluster',
    ]);
  });
});

describe('schools', () => {
  it.each([
    [
      'Big Sky University\nB.S. in Computer Science',
      { institution: 'Big Sky University', studyType: 'B.S.', area: 'Computer Science' },
    ],
    [
      'Bachelor of Science in Nursing, Georgia State University, Atlanta, GA, May 2018, GPA: 3.7',
      {
        institution: 'Georgia State University',
        studyType: 'Bachelor of Science',
        area: 'Nursing',
        endDate: '2018-05',
        score: '3.7',
      },
    ],
    [
      'University of California, Berkeley\tAug 2014 - May 2018\nB.A. in Economics',
      { institution: 'University of California, Berkeley', studyType: 'B.A.', area: 'Economics', startDate: '2014-08' },
    ],
    [
      '清华大学 计算机科学与技术 本科 2016.09-2020.06',
      {
        institution: '清华大学',
        studyType: '本科',
        area: '计算机科学与技术',
        startDate: '2016-09',
        endDate: '2020-06',
      },
    ],
    ['燕北大学 | 统计学硕士\n2013/09 ~ 2016/06', { institution: '燕北大学', studyType: '硕士', area: '统计学' }],
    ['2012 – 2015\tM.Sc. Physics, LMU Munich', { institution: 'LMU Munich', studyType: 'M.Sc.', area: 'Physics' }],
    [
      '学校：中南大学\t专业：软件工程\t学历：本科\n2017.09 - 2021.06\nGPA：3.8/4.0\n主修课程：数据结构、操作系统',
      {
        institution: '中南大学',
        area: '软件工程',
        studyType: '本科',
        score: '3.8/4.0',
        courses: ['数据结构', '操作系统'],
      },
    ],
  ])('%j', (lines, school) => {
    const { education } = read(`Jo Hart\njo@hart.example\n\n# Skills\nJava, SQL\n\n# Education\n${lines}`).document;
    expect(education).toMatchObject([school]);
  });

  it.each([
    ['Chestnut Hill, MA', undefined],
    ['Bachelor of Business Administration in accounting', 'Bachelor of Business Administration'],
    ['软件工程(硕士)', '硕士'],
    ['护理学 本科', '本科'],
    ['计算机学院', undefined],
  ])('degree: %s', (text, degree) => expect(findDegree(text)?.text).toBe(degree));
});

describe('projects, languages, certificates, summary', () => {
  it('reads a project with its stack', () => {
    const { projects } = within(`# Projects
Gitlytics | Python, Flask, React\tJune 2020 – May 2021
- Served a REST API
- Drew graphs`).document;
    expect(projects).toEqual([
      {
        name: 'Gitlytics',
        highlights: ['Served a REST API', 'Drew graphs'],
        keywords: ['Python', 'Flask', 'React'],
        startDate: '2020-06',
        endDate: '2021-05',
      },
    ]);
  });

  it('reads a Chinese project by its labels', () => {
    const { projects } = within(`# 项目经验
项目名称：礼物系统重构
项目时间：2021.03-2021.09
项目描述：对原有单体系统进行拆分。
技术栈：Spring Cloud、Redis
责任描述：
1. 负责订单模块；
2. 负责压测。`).document;
    expect(projects).toEqual([
      {
        name: '礼物系统重构',
        description: '对原有单体系统进行拆分。',
        highlights: ['负责订单模块;', '负责压测。'],
        keywords: ['Spring Cloud', 'Redis'],
        startDate: '2021-03',
        endDate: '2021-09',
      },
    ]);
  });

  it.each([
    [
      'Spanish (native), English (fluent)',
      [
        { language: 'Spanish', fluency: 'native' },
        { language: 'English', fluency: 'fluent' },
      ],
    ],
    ['英语：CET-6', [{ language: '英语', fluency: 'CET-6' }]],
    [
      '普通话（母语）、英语（四级）',
      [
        { language: '普通话', fluency: '母语' },
        { language: '英语', fluency: '四级' },
      ],
    ],
    [
      '- Polish - mother tongue\n- German - B1',
      [
        { language: 'Polish', fluency: 'mother tongue' },
        { language: 'German', fluency: 'B1' },
      ],
    ],
  ])('languages: %j', (text, languages) => {
    expect(within(`# Languages\n${text}`).document.languages).toEqual(languages);
  });

  it.each([
    [
      'AppleCare Hardware Certification - Apple Support - 2019',
      { name: 'AppleCare Hardware Certification', issuer: 'Apple Support', date: '2019' },
    ],
    ['BLS, American Heart Association, 2023', { name: 'BLS', issuer: 'American Heart Association', date: '2023' }],
    ['中级会计师（2017年）', { name: '中级会计师', date: '2017' }],
    ['Registered Nurse License, exp. 01/2026', { name: 'Registered Nurse License' }],
  ])('certificate: %s', (text, certificate) => {
    expect(within(`# Certifications\n- ${text}`).document.certificates).toEqual([certificate]);
  });

  it('reads the summary, in one piece', () => {
    const { basics } = within('# Summary\nA clerk who counts\nwhat others forget.').document;
    expect(basics?.summary).toBe('A clerk who counts what others forget.');
  });
});

describe('skills', () => {
  it.each([
    ['熟悉Go和k8s', ['Go', 'Kubernetes']],
    ['golang, js, ts, postgres', ['Go', 'JavaScript', 'TypeScript', 'PostgreSQL']],
    ['消息队列、微服务', ['Message queues', 'Microservices']],
    ['C, C++, C# and Objective-C', ['C', 'C++', 'C#', 'Objective-C']],
    ['ASP.NET Core, .NET', ['.NET']],
    ['vue3 + Node.js', ['Vue', 'Node.js']],
    ['R&D of a go to market plan; swift access to excel', []],
    ['Go to the market, React quickly', []],
    ['基于Spring Boot开发', ['Spring Boot']],
    ['javascript', ['JavaScript']],
  ])('%s', (text, skills) => expect(findSkills(text)).toEqual(skills));

  it.each([
    ['R', ['R']],
    ['excel, word, access', ['Excel', 'Word', 'Access']],
    ['Excel at work', []],
  ])('in a list: %s', (text, skills) => expect(findSkills(text, 'list')).toEqual(skills));

  it('reads groups, levels and items that nobody knows', () => {
    const { document, skills } = within(`# Skills
Languages: Go, Java
Tools: Snakemake, k8s
精通 MySQL、Redis
- Wound care`);
    expect(document.skills).toEqual([
      { name: 'Languages', keywords: ['Go', 'Java'] },
      { name: 'Tools', keywords: ['Snakemake', 'k8s'] },
      { level: '精通', keywords: ['MySQL', 'Redis'] },
      { name: 'Wound care' },
    ]);
    expect(skills).toEqual(['Go', 'Java', 'Snakemake', 'Kubernetes', 'MySQL', 'Redis', 'Wound care']);
  });

  it('takes neither hosts nor names of people for skills', () => {
    const { skills } = read(
      'Ruby Jenkins\nruby@python.example\ngithub.com/ruby\n\n# Education\nElm College\n2010 - 2012',
    );
    expect(skills).toEqual([]);
  });

  it('maps only to what the question bank has', () => {
    const categories = new Set(
      (parse(readFileSync('seed/categories.yaml', 'utf8')) as { slug: string }[]).map(({ slug }) => slug),
    );
    const files = readdirSync('seed/questions', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.yaml'),
    );
    const tags = new Set(
      files.flatMap((file) =>
        (
          parse(readFileSync(`seed/questions/${file}`, 'utf8')) as { questions: { tags?: string[] }[] }
        ).questions.flatMap((question) => question.tags ?? []),
      ),
    );
    const names = skillList.flatMap(({ skills }) =>
      skills
        .split('\n')
        .map((line) => line.split(/[|>]/)[0]?.trim().replace(/^[!~]/, '') ?? '')
        .filter((name) => name !== ''),
    );
    expect(names.length).toBeGreaterThan(400);
    expect(new Set(names).size).toBe(names.length);
    const missing = names.flatMap((name) => {
      const { categorySlugs, tags: own } = topicsOf(name) ?? { categorySlugs: [], tags: [] };
      return [...categorySlugs.filter((slug) => !categories.has(slug)), ...own.filter((tag) => !tags.has(tag))].map(
        (lost) => `${name}: ${lost}`,
      );
    });
    expect(missing).toEqual([]);
  });

  it('knows the topics of a skill by any of its names, and of an unknown one none', () => {
    expect(topicsOf('k8s')).toEqual(topicsOf('Kubernetes'));
    expect(topicsOf('Kubernetes')).toMatchObject({ categorySlugs: ['devops'] });
    expect(topicsOf('Wound care')).toBeUndefined();
  });
});

describe('what is no resume', () => {
  const papers = {
    invoice: `INVOICE
Acme Web Services LLC
123 Main Street, Seattle, WA 98101
Phone: (206) 555-0100 | billing@acme.example.com
Bill To: John Smith
Web development Jan 2023 – Feb 2023\t$3,600.00
Subtotal $3,650.00`,
    advertisement: `Senior Software Engineer
Contoso Inc. – Redmond, WA
# About Us
Contoso builds tools.
# Responsibilities
- You will build microservices in Go
# Skills
Go, Kubernetes
# Education
Bachelor of Science in Computer Science
# Benefits
Health insurance, 401(k)
To apply, send your resume to jobs@contoso.example.com or call (425) 555-0100.`,
    招聘: `后端开发工程师
杭州某某科技有限公司
薪资范围：20k-35k
岗位职责：
1、负责后端服务的设计与开发；
任职要求：
1、本科及以上学历，3年以上工作经验；
2、熟悉Java、MySQL者优先；
简历投递邮箱：hr@example.com 联系电话：0571-88888888`,
    manual: `# fastqueue
A tiny job queue.
# Installation
npm install fastqueue
# Projects
Used by foo and bar.
# Contact
maintainer@example.com
# License
MIT, Copyright 2019-2023`,
    article: `The Rise of Remote Work
By Jane Miller
Since March 2020 many companies have moved to remote work. Experience shows that productivity did not fall.
Universities offered online courses from 2020 to 2021, and degrees such as a Master of Science were taught online.`,
    小说: `第三章 风雪夜归人
那一年的冬天来得特别早。张三推开门，屋里冷得像冰窖。他想起1998年的那个夜晚，父亲从工厂回来。
“你回来了？”母亲问道。教育，他想，教育是改变命运的唯一办法。`,
    合同: `劳动合同
甲方：北京某某科技有限公司
乙方：张三  联系电话：13800001111
第一条 合同期限 2021年3月1日至2024年2月28日`,
    letter: `John Smith
john.smith@example.com | (617) 555-0111
Dear Hiring Manager,
I am writing to apply for the position. In my work as a developer from 2018 to 2023, I built services in Java.
Sincerely, John Smith`,
    syllabus: `CS 101: Introduction to Programming
Fall 2022, University of Examples
Instructor: Prof. Alan Turing, alan@example.edu, (555) 123-4567
# Skills
Problem solving, Python
# Projects
Four projects, due Sep 2022, Oct 2022
# Grading
Projects 60%, Exam 40%`,
    nothing: '',
  };
  it.each(Object.entries(papers))('%s', (_, text) => expect(parseResume(documentOf(text))).toBe('NOT_A_RESUME'));

  it('refuses neither a sparse student nor one without any contact', () => {
    read(
      'Mia Chen\nmia@mail.example\n\n# Education\nLincoln High School, expected graduation June 2025\n\n# Skills\nBabysitting',
    );
    const { basics } = read(`工作经历
2018年3月 - 2022年10月  杭州海康威视数字技术股份有限公司  嵌入式软件工程师
教育经历
2011年9月 - 2015年6月  西安电子科技大学  通信工程  本科`).document;
    expect(basics).toBeUndefined();
  });
});

describe('hostile and odd input', () => {
  const long = 200_000;
  const heaps: Record<string, string> = {
    digits: '7'.repeat(long),
    dashes: '-'.repeat(long),
    ats: 'a@'.repeat(long / 2),
    blanks: ' '.repeat(long),
    'digits and blanks': '1 '.repeat(long / 2),
    brackets: '('.repeat(long),
    commas: 'a,'.repeat(long / 2),
    dots: 'a.'.repeat(long / 2),
    colons: 'a:'.repeat(long / 2),
    years: '2020-'.repeat(long / 5),
    skills: 'Go,C,R,'.repeat(long / 7),
    words: 'Elm Oak '.repeat(long / 8),
    汉字: '大学'.repeat(long / 2),
    姓名: '姓名:'.repeat(long / 3),
  };
  /** Quadratic work on these would take minutes; the limit only tells the two apart. */
  it.each(Object.entries(heaps))('%s without end', { timeout: 20_000 }, (_, heap) => {
    const whole = documentOf(heap);
    parseResume(whole);
    const third = heap.slice(0, long / 3);
    const among = `Jo Hart\njo@hart.example\n\n# Experience\nClerk, Elm Bank, 2010 - 2012\n${third}\n\n# Skills\n${third}\n\n# Education\n${third}`;
    const reading = parseResume(documentOf(among));
    if (reading !== 'NOT_A_RESUME') expect(reading.document.basics?.email).toBe('jo@hart.example');
  });

  it('says only what the text says', () => {
    const text = `ＪＯ ＨＡＲＴ\njo@hart.example\n\n# Experience\nClerk, Elm Bank\t2010 – 2012\n- Counted coins\n\n# Education\nOak College\t2008 – 2010\n\n# Skills\nExcel, Counting`;
    const { document } = read(text);
    const plain = text.normalize('NFKC');
    const check = (value: unknown, key: string): void => {
      if (Array.isArray(value)) for (const one of value) check(one, key);
      else if (value && typeof value === 'object') for (const [name, one] of Object.entries(value)) check(one, name);
      else if (!key.endsWith('Date')) expect(plain).toContain(value);
    };
    check(document, '');
    expect(document.basics?.name).toBe('JO HART');
  });

  it('leaves no field empty', () => {
    const { document } = within('# Experience\n\n# Skills\n\n# Languages\nnone');
    expect(document).toEqual({
      basics: { name: 'Jo Hart', email: 'jo@hart.example' },
      education: [{ institution: 'Elm College', startDate: '2010', endDate: '2012' }],
    });
  });
});
