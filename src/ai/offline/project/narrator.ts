/** Tells who speaks, and of what: somebody of their own work, a text that wants an applicant, advice to nobody. */
import type { Clause } from '../clauses.js';

const self = /\b(?:i|we|my|our|me|us|i'm|i've|we've|i'd|we'd)\b|我|咱/iu;
/** Words of making software and devices. Who uses none may still speak of work, of a kind that is not known here. */
const trade =
  /\b(?:software|code|coded|server|service|database|data|api|app|bug|test(?:s|ed|ing)?|deploy\w*|releases?|users?|model|pipeline|system|interface|algorithm|query|queries|cache|script|module|framework|library|backend|frontend|firmware|sensor|board|circuit|simulation|game|website|screen|server|cloud|cluster|logs?|monitoring|dashboard|sql|schema|sprint|feature|device|network|prototype|import(?:ed|ing|s)?|rows?|programm?\w*|automat\w*|version|build|bugs|crash\w*|upload\w*|download\w*|components?|models?|algorithms?|devices?|sensors?|services|servers|apps|systems?|websites?|notebooks?|gpu|phones?)\b|代码|程序|服务|接口|数据|上线|测试|用户|系统|算法|模型|版本|发布|部署|数据库|缓存|脚本|模块|框架|前端|后端|架构|日志|监控|需求|开发|设备|固件|传感器|电路|小程序|网站|客户端|页面|证书|控制器|线程|任务|报表|接入/iu;

/** What stands in advertisements for jobs and in letters of application; each counts once. */
const advertisement = [
  /\bwe are (?:looking for|hiring|seeking)\b|招聘|诚聘/iu,
  /\byou will\b|\bthe (?:ideal )?candidate\b|应聘者|候选人/iu,
  /\b(?:requirements|qualifications|responsibilities)\s*:|岗位职责|任职要求|任职资格|岗位要求|职位描述/iu,
  /\byears(?:’|')? (?:of )?(?:\w+ )?experience\b|年以上.{0,16}(?:经验|工作)/iu,
  /\b(?:bachelor|master)(?:’|')?s?\b.{0,20}\bdegree\b|\ba degree in\b|本科(?:及|以上)|及以上学历/iu,
  /\b(?:competitive salary|we offer|benefits|equal opportunity)\b|五险一金|薪资|福利/iu,
  /\b(?:familiarity|proficiency) with\b|\bnice to have\b|者优先|优先考虑|具备良好的/iu,
  /抗压能力强|性格(?:比较)?开朗|贵公司|\byour company\b|\bteam player\b/iu,
];

/** Said of anybody: what one should do is not what somebody did. */
const advice =
  /\b(?:you|one|people|everybody|everyone|developers|engineers|a team) (?:always |just |really |only )?(?:have|has|need|needs|should|must|can|ought)\b|\bas one does\b|^(?:一般|通常)(?:来说|情况)?|(?:应该|必须|需要)(?:要)?(?:注意|做到|保证|加强|遵循)/iu;
/** Says that there is nothing to say. */
const evasion =
  /\b(?:can(?:not|'t|’t)|do(?:n't|n’t| not)) (?:really |quite )?(?:remember|recall|say|tell|know|think of)\b|\b(?:not sure|no idea|confidential)\b|记不(?:太)?(?:清|得)|不太?(?:清楚|记得|方便)|忘记了具体|保密|没什么(?:特别|印象)/iu;

export type Narrator = {
  /** The text speaks of a person's own doing. */
  personal: boolean;
  /** It uses words of the trade. */
  inTrade: boolean;
  /** It asks for, or recommends, an employee. */
  advertises: boolean;
};

export function narratorOf(text: string): Narrator {
  return {
    personal: self.test(text),
    inTrade: trade.test(text),
    advertises: advertisement.filter((sign) => sign.test(text)).length >= 2,
  };
}

/** Clauses that tell of nothing that was done. */
export const isIdle = (text: string, { start, end }: Clause): boolean => {
  const clause = text.slice(start, end);
  return advice.test(clause) || evasion.test(clause);
};
