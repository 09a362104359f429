/** What people call the sections of a resume, in both languages. */

export type SectionKind =
  | 'contact'
  | 'summary'
  | 'work'
  | 'education'
  | 'projects'
  | 'skills'
  | 'languages'
  | 'certificates'
  | 'awards'
  | 'activities'
  | 'publications'
  | 'courses'
  | 'interests'
  | 'references'
  | 'other';

const list = (text: string) => text.split(/[|\n]/).map((title) => title.trim());

const titles: Record<SectionKind, string[]> = {
  contact:
    list(`contact|contacts|contact info|contact information|contact details|contact me|get in touch|personal information|personal info
    personal details|personal data|personalia|details|bio data|联系方式|联系信息|联系我|个人信息|基本信息|个人资料|基本资料|个人基本信息|个人概况|个人情况|基本情况`),
  summary:
    list(`summary|professional summary|executive summary|career summary|summary of qualifications|qualifications summary|profile summary|personal summary
    resume summary|profile|professional profile|personal profile|career profile|about|about me|objective|career objective|professional objective|job objective|employment objective|resume objective|objectives
    personal statement|professional statement|introduction|overview|professional overview|career overview|career highlights|biography|bio|headline
    highlights of qualifications|career goal|career goals|statement of purpose
    自我评价|个人简介|个人评价|自我介绍|个人总结|个人优势|个人概述|个人介绍|自我描述|自我总结|自我鉴定|个人陈述|综合评价|关于我|职业概述|职业总结|个人亮点|核心优势|职业目标|简介|个人特点|个人特长|优势亮点|我的优势|评价`),
  work: list(`经历|employment details|work details|experience details|working experience|working experiences|experience|work experience|professional experience|employment history|employment|work history|career history|job history|employment experience|job experience
    professional background|work background|relevant experience|related experience|relevant work experience|industry experience|industrial experience|career|career experience|experiences|work experiences
    professional experiences|internship|internships|internship experience|internship experiences|additional experience|additional work experience|other experience|other work experience|research experience|research experiences|teaching experience
    technical experience|engineering experience|clinical experience|legal experience|military experience|military service|military|professional history|positions held|academic experience|professional appointments|appointments|academic appointments|research and teaching experience
    selected experience|management experience|consulting experience|freelance experience|nursing experience|sales experience|accounting experience|field experience|practical experience|previous experience|earlier experience|early career|prior experience|current position|employment record|where i've worked|practicum
    工作经历|工作经验|工作背景|实习经历|实习经验|实习|实习及工作经历|工作及实习经历|工作实习经历|实践经历|实践经验|工作履历|职业经历|职业履历|从业经历|任职经历|工作|职业生涯|实习实践|实习实践经历|工作实践|科研经历|研究经历|科研经验|教学经历|主要工作经历|工作简历|工作情况|兼职经历|全职经历|履历|个人履历|工作概况|就业经历|创业经历|实习工作经历|临床经历|临床实习|教学经验`),
  education:
    list(`education|educational background|education background|academic background|educational qualifications|academic qualifications|education history|educational history|academic history
    education and qualifications|academics|schooling|academic credentials|education details|educational details|academic details|degrees|education experience|qualifications and education|academic education|formal education|academic profile|academic record|studies
    教育背景|教育经历|教育|教育信息|学历|学历信息|学习经历|学历背景|教育情况|受教育经历|教育与培训|学业背景|教育程度|求学经历|教育履历|学术背景|学历教育|教育经验|毕业院校|教育简历`),
  projects:
    list(`project details|projects details|projects|project|project experience|project experiences|personal projects|side projects|academic projects|selected projects|key projects|notable projects|relevant projects|technical projects|major projects|project work|project highlights
    open source|open source projects|open-source projects|open source contributions|open source experience|open source work|course projects|class projects|university projects|research projects|featured projects|recent projects|software projects|portfolio|case studies|hackathons|projects undertaken|project history|project portfolio|independent projects|capstone project
    项目经历|项目经验|项目|主要项目|项目实践|项目介绍|个人项目|开源项目|项目背景|科研项目|项目情况|课程项目|项目作品|重点项目|近期项目|项目案例|代表项目|开源贡献|开源经历|作品集|个人作品|项目展示|参与项目|实践项目|校园项目|作品|作品展示|业绩与项目|项目概况|毕业设计|项目业绩|部分项目经验|主要项目经历|主要项目经验`),
  skills:
    list(`skill details|skills|technical skills|skill|skill set|skillset|skill sets|core skills|key skills|core competencies|competencies|key competencies|professional skills|relevant skills|technologies|technical expertise|areas of expertise|area of expertise|expertise|technical proficiencies
    technical proficiency|technical summary|technical competencies|technical background|computer skills|computer proficiency|it skills|software skills|software|hard skills|soft skills|programming skills|tools|tech stack|technology stack|technical stack|technology|proficiencies|abilities|specialties|specialities|skills summary|summary of skills|strengths|key strengths|technical knowledge|core qualifications|areas of knowledge|additional skills|other skills|transferable skills|skills and abilities|qualifications|key qualifications|digital skills|job-related skills|personal skills|communication skills|organisational skills|managerial skills|tools and technologies|languages and technologies|programming languages|programming|professional competencies|technical tools|special skills|key skills and competencies|lab skills|laboratory skills|clinical skills|design skills|business skills|management skills|interpersonal skills|people skills|technical strengths|areas of strength|skills highlights|skill highlights|core strengths|functional skills|technical qualifications|organisational / managerial skills
    专业技能|技能|个人技能|技能特长|技术栈|掌握技能|职业技能|专业能力|核心技能|技术能力|技能清单|技能专长|相关技能|专业特长|技能与特长|技能描述|it技能|技能水平|专业技术|核心能力|技术技能|擅长技能|技术特长|工作技能|技能点|能力与技能|掌握技术|技能优势|技术专长|擅长领域|个人能力|职业能力|技能评价|主要技能|技能概览|计算机技能|计算机能力|技能总结|技术掌握|技术概览|开发技能|专长|特长|技能掌握|个人技能特长|编程技能|软件技能|其他技能|技能标签|熟悉技能|能力|技术|工具`),
  languages:
    list(`languages|language|language skills|language proficiency|language abilities|linguistic skills|foreign languages|spoken languages|languages spoken|mother tongue|other languages|language competencies|mother tongue(s)|other language(s)|linguistics
    语言能力|语言|语言技能|外语水平|外语能力|语言水平|外语|英语水平|英语能力|语言特长|掌握语言|语言情况`),
  certificates:
    list(`certification details|certifications|certification|certificates|certificate|licenses|licences|licensure|credentials|professional certifications|professional certificates|professional credentials|licenses and certifications|certifications and licenses|certificates and licenses|technical certifications|professional licenses|courses and certifications|industry certifications|professional qualifications|it certifications|board certifications|accreditations|licensure and certifications|bar admissions|bar admission|admissions
    证书|资格证书|技能证书|专业证书|职业证书|证书资质|资质证书|所获证书|证书情况|职业资格|职业资格证书|相关证书|执业资格|资格认证|认证证书|专业资质|持有证书|获得证书|资质|认证|个人证书|获奖证书|专业认证|执业证书|证书信息|技能证书情况`),
  awards:
    list(`awards|honors|honours|achievements|accomplishments|recognition|awards received|scholarships|honors and awards|key achievements|key accomplishments|academic achievements|academic honors|distinctions|fellowships|grants|professional achievements|prizes|selected achievements|awards and honors|awards and achievements|grants and fellowships|notable achievements|major achievements|honor societies|patents
    荣誉奖项|获奖情况|所获荣誉|获奖经历|荣誉|奖项|奖励|荣誉奖励|荣誉证书|个人荣誉|奖励荣誉|获奖荣誉|荣誉与奖项|竞赛经历|竞赛获奖|比赛经历|获奖|奖励情况|所获奖项|奖项荣誉|个人成就|主要荣誉|奖学金|获奖情况及荣誉|专利|获得荣誉|在校荣誉|校内荣誉|荣誉情况|荣誉称号|竞赛`),
  activities:
    list(`activities|volunteer|volunteering|volunteer experience|volunteer work|community service|community involvement|extracurricular activities|extra-curricular activities|extracurriculars|extracurricular|leadership|leadership experience|leadership and activities|affiliations|professional affiliations|memberships|professional memberships|organizations|professional organizations|professional development|campus involvement|service|civic engagement|involvement|student activities|campus activities|professional associations|professional activities|associations|academic service|professional service|conferences|talks|presentations|conference presentations|invited talks|outreach|community|campus leadership
    校园经历|校园活动|社团经历|学生工作|社团活动|志愿者经历|志愿经历|志愿服务|社会实践|在校经历|校内经历|社会活动|学生干部经历|学生工作经历|校园实践|校园经验|社会实践经历|在校情况|组织经历|社团与组织经历|社团组织经历|校内实践|在校实践|活动经历|学生组织经历|学生组织|培训经历|培训|公益经历|社会工作|干部经历|担任职务|社团及组织经历|社团和组织经历|校园职务|培训经验|学术会议`),
  publications:
    list(`publications|papers|selected publications|research publications|conference papers|journal articles|articles|published works|writing|theses|publication|peer-reviewed publications|working papers|thesis|books|book chapters|works in progress|research interests|research
    论文|发表论文|学术成果|论文发表|科研成果|学术论文|研究成果|出版物|学术发表|论文成果|研究方向|学术经历|专利论文`),
  courses:
    list(`courses|coursework|relevant coursework|relevant courses|training|trainings|training and courses|courses and training|professional training|selected coursework|key courses|training courses|continuing education
    主修课程|相关课程|核心课程|主要课程|专业课程|课程|所学课程`),
  interests:
    list(`interests|hobbies|hobby|personal interests|hobbies and interests|interests and hobbies|interest|other interests|passions
    兴趣爱好|兴趣|爱好|个人爱好|业余爱好|兴趣特长|爱好特长|特长爱好|个人兴趣`),
  references: list(
    `references|referees|reference|recommendations|testimonials|references available upon request|professional references|推荐人|证明人|推荐信`,
  ),
  other:
    list(`additional information|additional|additional details|other|others|miscellaneous|misc|other information|further information|declaration|personal|keywords|availability|links|social|social media|profiles|online profiles|attachments|annexes|additional info|more|job applied for|position|preferred job|work authorization|driving licence|visa status|websites|websites, portfolios, profiles|personality
    其他|其它|其他信息|附加信息|其他情况|补充信息|求职意向|求职目标|应聘职位|应聘岗位|求职期望|期望工作|期望职位|意向岗位|求职岗位|社交主页|个人主页|附件|备注|其他说明|求职意愿|职业意向|个人链接|声明|附录|家庭成员|家庭情况|主要家庭成员|致谢|工作期望`),
};

export const titleKinds = new Map<string, SectionKind>();
for (const [kind, names] of Object.entries(titles) as [SectionKind, string[]][])
  for (const name of names) if (!titleKinds.has(name)) titleKinds.set(name, kind);

/** Words that are as often an item of a list, a label within an entry or the name of a cell as the title of a section. */
export const weakTitles = new Set(
  list(`经历|details|profile|about|career|military|tools|software|technologies|technology|languages|language|portfolio|education|communication skills|personal skills|people skills|interpersonal skills|computer skills|management skills
    organisational skills|abilities|programming|programming languages|research|writing|service|community|leadership|position|personal|other|others|additional|keywords|links|social|more|training|books|articles|activities|volunteer|volunteering|overview|introduction|project|experience|headline|expertise|studies|certificate|certification|admissions|courses|thesis|contact|interests|summary|qualifications|achievements|accomplishments|responsibilities|recognition|presentations|organizations|strengths|objective|objectives
    工作|项目|学历|教育|语言|技能|能力|技术|工具|简介|评价|竞赛|外语|培训|课程|论文|认证|资质|专利|兴趣|爱好|特长|专长|作品|荣誉|奖项|奖励|获奖|证书|实习|其他|其它|毕业院校|教育程度|毕业设计|项目背景|项目介绍|技术栈|英语水平|备注|奖学金|核心课程|主修课程|相关课程|主要课程|专业课程|课程|所学课程|声明|应聘职位|应聘岗位|求职意向|期望职位`),
);
