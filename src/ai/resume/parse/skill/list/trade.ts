/** Skills of dealing with people, and of other trades than software. */
import type { SkillGroup } from './format.js';

export const tradeSkills: SkillGroup[] = [
  {
    categories: ['people'],
    skills: `
Communication | communication skills | verbal communication | written communication | oral communication | written and verbal communication | verbal and written communication | interpersonal communication | effective communication | strong communication skills | 沟通能力 | 沟通协调 | 沟通表达 | 沟通协调能力 | 表达能力 > communication
Teamwork | team work | team player | collaboration | team collaboration | 团队协作 | 团队合作 | 团队精神 | 团队协作能力 | 团队合作能力 > teamwork, collaboration
Leadership | team leadership | leadership skills | people management | team management | 团队管理 | 领导力 | 领导能力 > leadership
Mentoring | coaching | mentorship | 带教 | 指导新人 > mentoring
Problem solving | problem solving skills | critical thinking | analytical thinking | analytical skills | analytical | 解决问题 | 解决问题能力 | 问题解决 | 分析问题 | 分析能力 > troubleshooting, decision-making
Time management | time management skills | prioritization | multitasking | multi tasking | 时间管理 > time-management, prioritization
Conflict resolution | conflict management | 冲突管理 > conflict-resolution
Stakeholder management | stakeholder engagement | client relations | client relationship management | 客户关系 > stakeholders
Decision making | decision-making skills > decision-making
Adaptability | flexibility | 适应能力
Attention to detail | detail oriented | detail-oriented
Organization | organizational skills | organisational skills | organization skills | organizational | 组织能力 | 组织协调 | 组织协调能力
Patience
Creativity | creative thinking | innovation | 创新能力
Negotiation | negotiation skills | negotiations | contract negotiation | 谈判 | 谈判能力
Public speaking | presentation skills | presentations | 演讲 | 公众演讲
Interpersonal skills | interpersonal | people skills | 人际交往 | 人际关系 > communication
Self-motivation | self motivated | 自驱力 > initiative
Learning ability | fast learner | quick learner | 学习能力 | 快速学习能力 > growth
Stress tolerance | working under pressure | 抗压能力
Execution | 执行力
Responsibility | 责任心 | 责任感 > ownership
`,
  },
  {
    categories: ['project-experience'],
    skills: `
Project management | project planning | project coordination | program management | 项目管理 > deadlines, scope, stakeholders
Agile | agile methodologies | agile methodology | agile development | 敏捷 | 敏捷开发 | agile/scrum > deadlines, prioritization
Scrum | scrum master
Kanban
Waterfall
JIRA | jira software | atlassian jira
Confluence | atlassian confluence
Trello
!Asana
Microsoft Project | ms project
PMP
Lean Six Sigma | six sigma | lean | 六西格玛
Product management | product strategy | product roadmap | product development | 产品管理 | 产品设计 > requirements, prioritization
Requirements analysis | requirements gathering | business requirements | requirement analysis | 需求分析 > requirements
Change management | 变更管理
Process improvement | continuous improvement | process optimization | 流程优化
Technical writing | technical documentation | documentation | 技术文档 | 文档编写 > documentation
Axure | axure rp | 墨刀
`,
  },
  {
    categories: [],
    skills: `
Machine learning | !ml | 机器学习
scikit-learn | sklearn
XGBoost
LightGBM
Neural networks | cnn | rnn | lstm
Deep learning | 深度学习 | 神经网络
TensorFlow
Keras
PyTorch
Natural language processing | nlp | 自然语言处理
OpenCV
Computer vision | 计算机视觉 | 图像处理 | image processing
Large language models | llm | llms | gpt | 大模型 | 大语言模型
Prompt engineering
LangChain
Retrieval-augmented generation | rag
Transformers | transformer | bert
Hugging Face
Recommender systems | recommendation systems | 推荐系统 | 推荐算法
Reinforcement learning | 强化学习
Artificial intelligence | !ai | 人工智能
MLOps | mlflow | kubeflow
CUDA
Data analysis | data analytics | data analyst | 数据分析
Data science | 数据科学
Data mining | 数据挖掘
Data engineering | data pipelines
Data visualization | data visualisation | 数据可视化
Web scraping | 爬虫 | 网络爬虫
Scrapy
BeautifulSoup | beautiful soup
~Statistics | statistical analysis | 统计分析 | 统计学
A/B testing | ab testing | ab测试 > a-b-testing
pandas
NumPy
SciPy
Matplotlib
Seaborn
Jupyter | jupyter notebook | jupyter notebooks
Tableau
Power BI | powerbi | microsoft power bi
Looker
Qlik | qlikview | qlik sense
Metabase
Superset | apache superset
Business intelligence
Business analysis | business analyst
Google Analytics | ga4
Unity | unity3d | unity 3d
Unreal Engine | ue4 | ue5 | 虚幻引擎
Blockchain | ethereum | 区块链 | web3 | smart contracts
Internet of Things | iot | 物联网
Audio and video | ffmpeg | webrtc | 音视频 | 音视频开发
GIS | arcgis | qgis
LaTeX
Markdown
XML
JSON
YAML
Vim
Emacs
VS Code | visual studio code
Visual Studio
IntelliJ IDEA | intellij
Eclipse
PyCharm
Microsoft Office | ms office | office办公软件 | office软件 | microsoft office suite | office suite | !office | 办公软件 | wps | wps office | office办公 | ms office suite
Office 365 | microsoft 365 | o365 | m365 | microsoft office 365
!Excel | microsoft excel | ms excel | advanced excel | vlookup | pivot tables | 数据透视表 | 电子表格
!Word | microsoft word | ms word
PowerPoint | microsoft powerpoint | ms powerpoint | ppt
!Outlook | microsoft outlook | ms outlook
SharePoint | microsoft sharepoint
Microsoft Teams | ms teams
Microsoft Exchange | exchange server | exchange online
Google Workspace | g suite | gsuite | google docs | google sheets
!Slack
!Zoom
!Notion
Visio | microsoft visio
Active Directory | azure ad | azure active directory | entra id | microsoft active directory | ad域 | group policy | gpo
ITIL | itil v4 | itil v3
ServiceNow | service now
Zendesk | freshdesk
Remedy | bmc remedy
Ticketing systems | ticketing system | ticketing | help desk ticketing
Troubleshooting | technical troubleshooting | hardware troubleshooting | software troubleshooting | 故障排查 | 故障排除 | 问题排查 | 问题定位 > troubleshooting
Technical support | tech support | desktop support | it support | help desk | help desk support | helpdesk | end user support | user support | 技术支持 | 桌面支持
~Hardware | computer hardware | hardware installation | hardware repair | 计算机硬件 | 硬件维护 | 电脑维修
Software installation | 软件安装
Remote support | remote desktop | teamviewer | anydesk
~Printers | printer support
SCCM | intune | microsoft intune | mdm | jamf
PowerShell
Backup and recovery | disaster recovery | backups | 灾备 | 容灾
IT asset management | asset management
IT skills | it skill | computer skills | computer literacy | basic computer skills | 计算机操作
Data entry | 数据录入
Typing
Customer service | customer support | client service | customer care | customer relations | 客户服务 | 客服
CRM | customer relationship management | crm software
Salesforce | salesforce crm
HubSpot
Dynamics 365 | microsoft dynamics
SAP | sap erp | sap s/4hana | sap fico | sap hana
ERP | erp systems | erp系统
NetSuite | oracle netsuite
PeopleSoft
Workday
金蝶 | 金蝶软件 | kingdee
用友 | 用友软件 | yonyou | 用友u8
~Accounting | accounting principles | accounting software | 会计 | 会计核算
Bookkeeping | 记账
QuickBooks | quickbooks online | intuit quickbooks | quick books
Xero
!Sage | sage 50 | sage intacct
FreshBooks
GAAP | us gaap | generally accepted accounting principles
IFRS
Financial reporting | financial statements | financial statement preparation | 财务报表 | 财务报告
Financial analysis | financial analyst | 财务分析
Financial modeling | financial modelling | 财务建模
Forecasting | financial forecasting | budget forecasting | budget forecasts
Budgeting | budgets | budget management | budget planning | budget preparation | 预算 | 预算管理
Accounts payable | a/p | 应付账款
Accounts receivable | a/r | 应收账款
General ledger | 总账
Reconciliation | account reconciliation | bank reconciliation | bank reconciliations | account reconciliations | 对账
Payroll | payroll processing | payroll management | 薪资核算
Tax preparation | tax returns | tax accounting | income tax | tax compliance | taxation | 税务 | 纳税申报 | 报税 | 税务筹划
Auditing | audit | audits | internal audit | internal auditing | financial audit | 审计 | 内部审计
Cost accounting | cost analysis | 成本核算 | 成本控制
Month-end close | month end closing | month end close
Balance sheets | balance sheet
Invoicing | billing
~Treasury
TurboTax
Bloomberg Terminal | bloomberg
Valuation | 估值
Investment banking
Financial planning
Mathematics | basic mathematics | 数学建模
~Sales | sales management | b2b sales | inside sales | 销售 | 销售管理
Business development | 商务拓展 | 市场拓展
~Marketing | marketing strategy | market research | 市场营销 | 市场调研
Digital marketing | online marketing
SEO | search engine optimization | sem | seo/sem
Social media | social media marketing | social media management | 新媒体运营 | 新媒体
Content marketing | content creation | content writing | 内容运营 | 文案策划
Copywriting | 文案
Email marketing | mailchimp
Google Ads | google adwords | ppc
Event planning | event management | 活动策划 | 活动运营
Public relations
User operations | 用户运营
Product operations | 产品运营 | 数据运营
Graphic design | 平面设计 | 视觉设计
UI design | user interface design | ui设计 | ui/ux | ui/ux design | ux/ui
UX design | user experience design | ux research | user experience | user research | 用户体验 | 交互设计 | 用户研究
Wireframing
Prototyping
Figma
!Sketch | sketch app
Adobe Photoshop | photoshop | !ps
Adobe Illustrator | illustrator
InDesign | adobe indesign
Adobe XD
Adobe Premiere | premiere pro | premiere | adobe premiere pro | !pr
After Effects | adobe after effects
Adobe Creative Suite | adobe creative cloud | creative suite | adobe suite
Final Cut Pro
Video editing | 视频剪辑 | 剪映
Photography | 摄影
Canva
AutoCAD | auto cad | cad
SolidWorks | solid works
CATIA
Revit
ANSYS | abaqus
Pro/E | creo
3ds Max | 3dmax | 3d max
Blender | !maya
!PLC | plc programming
Altium Designer | altium
PCB design | pcb | cadence
Circuit design | 电路设计 | 模拟电路
~Manufacturing | lean manufacturing
Quality control | quality management | 质量管理 | 质量控制
Supply chain management | supply chain | 供应链 | 供应链管理
~Logistics | 物流
Inventory management | inventory control | inventory | 库存管理
Procurement | purchasing | sourcing | 采购
Vendor management | supplier management | 供应商管理
Operations management | 运营管理
Human resources | hr management | hris | 人力资源 | 人力资源管理
Recruiting | recruitment | talent acquisition | hiring | 招聘
~Onboarding | employee onboarding
Performance management | 绩效管理 | 绩效考核
Employee relations | 员工关系
~Training | staff training | employee training | training and development | 员工培训
Compensation and benefits | 薪酬福利 | 薪酬管理
Administrative support | office administration | office management | clerical | 行政管理
~Scheduling | calendar management | appointment scheduling
Patient care | patient assessment | direct patient care | patient education | bedside care
Medication administration
~Nursing | 护理 | 临床护理
CPR | first aid | bls | acls | 急救
Phlebotomy | venipuncture | iv therapy
Electronic health records | ehr | emr | electronic medical records | epic ehr | cerner | meditech
Medical terminology
Medical coding | medical billing | icd 10
Vital signs
Infection control
Triage
Clinical research | clinical trials
Westlaw
LexisNexis
Legal research | 法律检索
Legal writing | legal drafting | 法律文书
Litigation | 诉讼
Contract drafting | contract review | contract management | contract law | 合同审查 | 合同管理
Due diligence | 尽职调查
Corporate law | 公司法
Intellectual property
~Classroom management
~Teaching | curriculum development | lesson planning | curriculum design | 教学 | 课程设计
~Translation | 翻译 | 口译 | 笔译
~Editing | proofreading
~Research | research skills | academic research
Report writing | 报告撰写
PCR | qpcr | western blot | elisa
Cell culture | 细胞培养
HPLC | 高效液相色谱
Lab techniques | laboratory techniques
Food safety | food handling | servsafe
Cash handling | pos systems | point of sale | cashiering
Merchandising
Safety compliance | osha | workplace safety | 安全生产
Forklift operation | forklift
Welding
`,
  },
];
