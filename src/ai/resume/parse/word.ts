/** The words by which a name of a company, a position, a school or a place is known, in both languages. */

const list = (text: string) => text.trim().split(/\s*[|\n]\s*/);
const literal = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const anyOf = (words: string[]) =>
  words
    .map(literal)
    .sort((a, b) => b.length - a.length)
    .join('|');

const positions = list(
  `engineer|engineering manager|developer|programmer|architect|manager|director|analyst|consultant|accountant|technician|administrator|admin|designer|intern|internship|trainee|apprentice|assistant|associate|specialist|coordinator|supervisor|officer|president|vice president|vp|svp|evp|avp|ceo|cto|cfo|coo|cio|cmo|founder|co-founder|cofounder|owner|partner|head of|lead|leader|team lead|tech lead|teacher|tutor|professor|lecturer|instructor|researcher|scientist|fellow|postdoc|postdoctoral|nurse|physician|doctor|surgeon|pharmacist|therapist|dentist|attorney|lawyer|paralegal|counsel|clerk|judicial|secretary|receptionist|representative|rep|salesperson|sales executive|account executive|executive|cashier|barista|waiter|waitress|server|bartender|chef|cook|driver|mechanic|electrician|plumber|carpenter|operator|editor|writer|copywriter|journalist|reporter|photographer|artist|animator|producer|auditor|bookkeeper|controller|treasurer|buyer|planner|recruiter|strategist|marketer|advisor|adviser|agent|broker|trader|banker|underwriter|actuary|economist|statistician|tester|qa|sre|dba|devops|sysadmin|webmaster|evangelist|advocate|mentor|coach|counselor|counsellor|social worker|caregiver|nanny|volunteer|freelancer|contractor|self-employed|ambassador|captain|sergeant|lieutenant|commander|chief|principal|staff|crew|member|worker|laborer|foreman|inspector|surveyor|estimator|scrum master|product owner|project manager|full stack|full-stack|frontend|front-end|backend|back-end|help desk|helpdesk|desktop support|customer service|technical support|it support|research assistant|teaching assistant|graduate assistant|ra|ta|guard|librarian|curator|translator|interpreter|merchandiser|stylist|host|hostess|janitor|custodian|maid|housekeeper|dispatcher|machinist|welder|technologist|veterinarian|paramedic|emt|cna|rn|lpn|dietitian|hygienist|phlebotomist|radiographer|midwife|aide|practitioner|superintendent|dean|provost|chair|chairman|chairperson|docent|scholar|resident|extern|co-op|coop|junior|senior`,
);
const hanPositions = list(
  `工程师|开发|架构师|经理|总监|主管|专员|助理|实习生|设计师|分析师|顾问|会计|出纳|律师|法务|教师|老师|讲师|教授|研究员|科学家|护士|护师|医生|医师|药师|运营|产品经理|产品|测试|运维|程序员|技术员|销售|客服|编辑|记者|策划|总裁|副总|总经理|董事|创始人|合伙人|负责人|组长|队长|部长|主任|干事|班长|主席|秘书|文员|前台|行政|人事|采购|财务|审计|审计员|代表|助教|管理员|培训生|管培生|技师|司机|厨师|店长|店员|导购|收银员|翻译|导游|导师|辅导员|实习|研发|首席|专家|技术支持|项目经理|架构|美工|文案|商务|市场|督导|调研员|分析员|操作员|质检员|工人|书记|委员|社长|会长|志愿者|兼职|家教|营业员|理财师|经纪人|投资经理|CEO|CTO|COO|CFO|HRBP|HR|UI|QA|Leader`,
);

const companies = list(
  `inc|inc.|llc|l.l.c.|ltd|ltd.|limited|corp|corp.|corporation|company|co.|co|group|holdings|gmbh|ag|s.r.l.|s.p.a.|s.a.s.|s.a.|sa|plc|pty|pvt|llp|lp|bv|b.v.|nv|srl|s.r.l.|oy|ab|kg|technologies|technology|solutions|systems|software|labs|laboratories|laboratory|lab|consulting|consultants|partners|associates|services|industries|international|global|bank|financial|capital|ventures|investments|insurance|hospital|clinic|medical center|health|healthcare|pharmacy|pharmaceuticals|university|college|school|institute|academy|foundation|agency|studio|studios|media|press|magazine|news|networks|network|communications|telecom|energy|electric|motors|automotive|airlines|hotel|hotels|resort|restaurant|cafe|café|coffee|bakery|store|stores|market|mart|retail|logistics|construction|management|enterprises|ministry|department of|office of|city of|county|state of|government|law|law firm|firm|bureau|council|committee|association|society|club|center|centre|library|museum|church|army|navy|air force|digital|interactive|robotics|semiconductor|analytics|security|games|entertainment|pictures|records|publishing|realty|properties|real estate|district|institutes|factory`,
);
const hanCompanies = list(
  `公司|集团|有限|股份|银行|医院|事务所|研究院|研究所|研究中心|实验室|工作室|科技|网络|信息技术|大学|学院|学校|中学|小学|幼儿园|中心|委员会|协会|基金会|出版社|报社|电视台|政府|局|酒店|餐厅|商场|超市|门店|工厂|厂|证券|保险|基金|资本|咨询|传媒|文化|地产|物业|物流|快递|汽车|电子|软件|通信|电信|移动|联通|律所|诊所|药房|门诊部|卫生院|腾讯|阿里巴巴|阿里云|蚂蚁|百度|字节跳动|美团|京东|华为|小米|网易|滴滴|拼多多|快手|哔哩哔哩|携程|微软|谷歌|亚马逊|苹果|英特尔|新浪|搜狐|搜狗|360|用友|金蝶|联想|中兴|海康威视|大疆|商汤|旷视|科大讯飞|顺丰|中国移动|中国联通|中国电信|平安|招商|工商银行|建设银行|农业银行|中国银行|德勤|普华永道|安永|毕马威|支付宝|淘宝|天猫|饿了么|贝壳|知乎|小红书|vivo|OPPO`,
);

const schools = list(
  `university|college|institute of technology|institute|school|academy|polytechnic|universität|université|universidad|universidade|università|universiteit|hochschule|école|conservatory|seminary|bootcamp|boot camp|mit|ucla|uc berkeley|nyu|usc|cuny|suny|eth|epfl|caltech|lse|ucl|nus|ntu|iit|iim|academia|lyceum|gymnasium|high school|campus`,
);

const latin = (words: string[]) => new RegExp(`(?<![\\p{L}\\d])(?:${anyOf(words)})(?:s|es)?(?![\\p{L}\\d])`, 'iu');
const positionLatin = latin(positions);
const positionHan = new RegExp(`(?:${anyOf(hanPositions)})`, 'u');
const companyLatin = latin(companies);
const companyHan = new RegExp(`(?:${anyOf(hanCompanies)})`, 'u');
const schoolLatin = latin(schools);
const schoolHan =
  /大学|学院|学校|中学|高中|一中|附中|职校|技校|党校|研究生院|研究院|中科院|科学院|研究所|高等专科|专科学校|职业技术/u;

export const saysPosition = (text: string) => positionLatin.test(text) || positionHan.test(text);
export const saysCompany = (text: string) => companyLatin.test(text) || companyHan.test(text);
export const saysSchool = (text: string) => schoolLatin.test(text) || schoolHan.test(text);

/** A name of a company that ends as such names do cannot be a position: "Design Partners LLC". */
const surelyCompany =
  /(?:公司|集团|银行|医院|事务所|研究院|研究所|大学|学院|学校|中学|小学|幼儿园|协会|委员会|基金会|出版社|工作室|科技|网络|实验室|酒店|证券|保险|厂|局)(?:\s?[(（].*[)）])?$|(?<![\p{L}])(?:inc|llc|ltd|limited|corp|corporation|company|gmbh|plc|llp|group|holdings|technologies|solutions|university|hospital|bank|school|college|institute|laboratories|labs|consulting|studios?|agency|associates|partners|services|systems|industries|foundation|center|centre)\.?$/iu;
export const isSurelyCompany = (text: string) => surelyCompany.test(text.trim());
/** And what ends as a position does is one: "Bank Manager". */
const surelyPosition = new RegExp(
  `(?:${anyOf(positions)})(?:s)?(?:\\s+(?:[IVX]{1,3}|\\d))?(?:\\s*\\([^)]*\\))?$|(?:${anyOf(hanPositions)})(?:[(（][^)）]*[)）])?$`,
  'iu',
);
export const isSurelyPosition = (text: string) => surelyPosition.test(text.trim()) && !isSurelyCompany(text);
