/** The signals of spoken English, for clauses in lower case. */
import { any, type Signals } from './signal.js';

const number =
  '(?:\\d[\\d.,]*(?:\\s?(?:k|m|million|thousand|billion|percent|%))?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|a dozen|dozens|a couple of|half)';
/** Nobody calls less a load. */
const large =
  '(?:\\d[\\d.,]+(?:\\s?(?:k|m|million|thousand|billion))?|\\d\\s?(?:k|m|million|thousand|billion)|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens)(?: (?:of|thousand|million))?)';
const few = '(?:\\w+ ){0,2}';
const adverb = '(?:\\w+ly |also |then |just |first |even |once |myself |have |had )?';
const doing =
  '(?:designed|built|wrote|made|did|developed|implemented|coded|created|programmed|set up|introduced|moved|migrated|replaced|rewrote|refactored|added|changed|switched|split|merged|extracted|ported|optimi[sz]ed|automated|fixed|removed|took over|put|ran|trained|deployed|configured|integrated|drew|modelled|modeled|tuned|cached|batched|sharded|partitioned|indexed|parallel\\w+|wired|soldered)';
/** Somebody did something: no more than a hint of what for. */
const own = `\\b(?:i|we) ${adverb}(?:[a-z]{2,}ed|${doing}|took|drew|had (?:it|them|the)|let|gave|sent|found|cut|sat|kept|got|went|opened|asked)\\b(?! (?:that|like|sure|happy))`;
const period = '(?:second|minute|hour|night|day|week|month|sprint|year)s?';
const loads =
  '(?:users?|customers?|players?|clients?|companies|shops?|tenants?|devices?|boards?|sensors?|requests?|queries|calls|messages?|events?|orders?|payments?|transactions?|rows?|records?|products?|documents?|images?|files?|jobs?|parcels?|downloads?|invoices?|statements?|gb|tb|mb|qps|tps|rps)';

export const englishSignals: Signals = {
  PROBLEM: {
    clear: any(
      `\\b(?:has|have|had) to\\b.*\\b(?:each|every|paper|phone|excel|spreadsheets?|${number})\\b|\\b(?:typed|copied|counted|entered|filled)\\b.*\\b(?:paper|excel|spreadsheets?|hand|one by one)\\b|${number} (?:full |whole )?(?:days|hours|minutes)\\b.*\\b(?:each|every|per|a)\\b|\\bnobody (?:knew|could|had)\\b`,
      '\\bbefore(?: that| it| this|hand)?\\b.*\\b(?:had|by hand|manual|took|used)\\b',
      '\\bused to\\b|\\bby hand\\b|\\bmanual(?:ly)?\\b|\\b(?:lets|helps|allows|enables)\\b|\\b(?:problem|idea|goal|aim|point|purpose) (?:was|is|of it)\\b',
      '\\b(?:meant|supposed|built|made) (?:to|for)\\b|\\bin order to\\b|\\bso that (?:they|users|people|customers)\\b|\\b(?:lost|wasted|took (?:them|us|people|hours|days|weeks))\\b|\\bcomplain|\\b(?:they|who|users|customers|people|companies|shops|client|company|school|clinic|\\w+s) (?:needed|wanted)\\b',
    ),
    faint: any("^it(?:'s| is| was) an? \\w+", '\\bfor (?:people|users|customers|phones|companies|shops)\\b'),
    survivesDenial: true,
  },
  OWN_PART: {
    clear: any(
      `\\b(?:is|was|are|were) (?:all |entirely )?mine\\b|\\bi (?:took care|was doing|did) (?:of )?(?:the|all|everything)\\b|\\b(?:from|by) me\\b|\\beverything\\b.*\\bmyself\\b`,
      `\\bi ${adverb}${doing}\\b`,
      "\\bi(?:'m| am| was) (?:mainly |mostly |solely )?(?:responsible for|in charge of|the one who)\\b|\\bi (?:owned|own|led)\\b|\\bmy (?:own )?(?:part|job|role|share|task|responsibility|module|piece)\\b|\\bwas mine\\b",
    ),
    faint: /\bi (?:worked on|helped|took part|supported|contributed|write|build)\b/u,
  },
  TEAM: {
    clear: any(
      `\\b(?:me|i),? (?:and )?\\w+,? (?:who|and \\w+ (?:from|who))\\b|\\b(?:friend|tester|lead|intern|student|contractor|agency|someone else|somebody else)\\b|\\b\\w+ (?:took care of|was doing|handled|looked after)\\b|\\bjust (?:me|the two of us)\\b`,
      `\\b(?:we|there) were (?:only |just |about )?${number}\\b|\\bteam of\\b|\\b${number} (?:of us|people|engineers?|developers?|colleagues?|others|students)\\b`,
      `\\b(?:the )?others?\\b.*\\b${doing}\\b|\\b(?:colleagues?|teammates?|designer|product manager|another (?:engineer|developer|student|guy|person))\\b|\\bon my own\\b|\\bby myself\\b|\\balone\\b|\\b(?:he|she|they) ${doing}\\b`,
    ),
    faint: /\b(?:our|the|my) team\b/u,
  },
  STRUCTURE: {
    clear: any(
      `\\b(?:service|database|db|api|queue|backend|frontend|server|pipeline|worker|cache|app|library|executable|script|gateway|broker|binary|scheduler|sqlite|postgres\\w*|mysql|redis|kafka)s?\\b.*\\b(?:with|and|next to|behind|in front of|on top of|into|to|from|plus|on)\\b.*\\b(?:service|database|db|api|queue|backend|frontend|server|pipeline|worker|cache|app|library|executable|script|gateway|broker|binary|scheduler|sqlite|postgres\\w*|mysql|redis|kafka|bucket)s?\\b|\\breads?\\b.*\\band (?:writes?|fills?|sends?)\\b`,
      '\\bconsists? of\\b|\\bcomponents?\\b|\\bmade up of\\b|\\bstack\\b|\\bruns? on\\b|\\bwritten in\\b|\\btalks? to\\b|\\bflows?\\b|\\barchitecture\\b',
      '\\b(?:backend|back end|frontend|server|service|database|api|queue|app|client|worker|firmware|engine) (?:is|was|runs?|ran|reads?|writes?|wrote|gets?|sends?|sent|stores?|stored|that|which|in)\\b',
    ),
    faint:
      /\b(?:services?|database|api|queue|backend|frontend|servers?|pipeline|workers?|cache|firmware|postgres\w*|mysql|redis|kafka|spring|react|vue|django|python|java|unity|kubernetes|docker|sqlite)\b/u,
  },
  RESULT: {
    clear: any(
      `${number} (?:\\w+ ){0,2}(?:use|uses|are using|run|rely on) it\\b|\\b(?:takes?|took|is|are|through|done|finished|ready)\\b.*\\bin (?:under |about |less than )?${number} (?:seconds|minutes|hours|days)\\b|\\bno longer\\b.*${number}`,
      `\\bfrom ${few}${number}\\b.*\\bto ${few}${number}`,
      `\\b(?:reduced|cut|fell|dropped|drops|decreased|went (?:down|up)|grew|rose|increased|improved|saved?|saves|shrank|doubled|halved|tripled)\\b.*${number}`,
      `${number} (?:times |percent |% )?(?:faster|slower|less|fewer|more|lower|higher|better)\\b|\\b(?:instead of|compared (?:with|to)|against) ${few}${number}|\\b(?:afterwards|after that|now|since then|since the release)\\b.*\\b(?:took|takes|is|was|needs?|handles?)\\b.*${number}`,
      `\\b(?:used by|downloaded|adopted|live in)\\b.*${number}|\\b(?:halved|doubled|tripled)\\b`,
    ),
    faint:
      /\b(?:faster|quicker|reduced|improved|fewer|dropped|went (?:down|up|okay|well)|grew|released|downloaded|in production|works? (?:well|fine)|went away|store)\b/u,
  },
  DIFFICULTY: {
    clear: any(
      `\\b(?:nasty|tricky|maddening|confusing)\\b|\\blooked (?:right|fine|correct|normal)\\b|\\bfor (?:a|weeks|months|days|${number}) ?(?:month|week|day)?s? (?:we|i|nobody)\\b|\\balways said\\b|\\bdocumentation\\b.*\\b(?:bad|wrong|missing|poor|none)\\b`,
      `\\b(?:fine|perfectly|nothing|never|not once)\\b.*\\b(?:staging|test|local|my (?:machine|laptop|desk)|office|lab)\\b|\\b(?:staging|test environment|local\\w*|my (?:machine|laptop|desk)|lab)\\b.*\\b(?:fine|perfect|nothing|never)\\b|\\bno luck\\b|\\bstill (?:crashed|failed|happened|died|there|wrong)\\b|\\bmade (?:it )?(?:no|worse)\\b|\\bevery (?:few|${number}) (?:days|hours|weeks)\\b`,
      "\\bonly (?:happened|appeared|showed|occurred|in|on|under|when|with|at|after)\\b|\\bnever (?:happened|appeared|on|in|when)\\b|\\b(?:could|can)(?:n't| not|not) (?:reproduce|see|find|explain|debug)\\b",
      "\\b(?:did|would|does)(?:n't| not) (?:help|change anything|reproduce|happen(?! again)|fix|work)\\b|\\bchanged nothing\\b|\\bno (?:effect|difference)\\b|\\bintermittent|\\bsporadic|\\brandom(?:ly)?\\b|\\bonce (?:a|in|every)\\b|\\bby itself\\b",
      '\\bfirst,? (?:i|we) (?:thought|suspected|tried|guessed|blamed|believed)\\b|\\b(?:hard|difficult|tricky) (?:because|since|as|to)\\b|\\bobvious (?:fix|cause)\\b|\\bno (?:stack trace|error|log|message)\\b',
    ),
    faint: /\b(?:at first|sometimes|rarely|strange|weird|hardest|crash(?:ed)?|hang|hung|missing|lost)\b/u,
    survivesDenial: true,
  },
  INVESTIGATION: {
    clear: any(
      `\\bdump(?:ed|s)?\\b|\\bsearched\\b|\\bbot\\b|\\bdrew\\b|\\bplotted\\b|\\blaid\\b.*\\b(?:on top|next to|side by side)\\b|\\bper (?:stage|tick|step|frame|call)\\b|\\bwrote (?:a|an) (?:\\w+ )?(?:bot|script|tool|program|harness|simulat\\w+)\\b|\\blet\\b.*\\b(?:night|hours|days)\\b`,
      `\\bsnapshots?\\b|\\bheap\\b|\\bprint(?:ed)?\\b.*\\b(?:every|each|out)\\b|\\bone (?:by one|at a time|after the other)\\b|\\bcompared (?:the|two|both)\\b|\\bcommented out\\b|\\brecorded\\b|\\bswapped\\b|\\bwalked (?:back|through)\\b|\\bdiff(?:ed)?\\b|\\bhypothes`,
      '\\breproduc|\\blog(?:s|ged|ging)?\\b|\\bmetrics?\\b|\\bprofil|\\btrac(?:e|es|ed|ing)\\b|\\bdebug|\\bbisect|\\boscilloscope|\\bdump\\b|\\bbreakpoint|\\bnarrow(?:ed)?\\b|\\bmeasured\\b|\\bring buffer\\b|\\bwireshark|\\bstrace|\\bflame ?graph|\\binstrument|\\bisolated\\b',
    ),
    faint: any(own, '\\b(?:looked (?:at|into|through)|dug|found|checked|compared|noticed|saw|tried)\\b'),
  },
  CAUSE: {
    clear: any(
      `\\bin the end it was\\b|\\b(?:it|that) was (?:our|my|the|a|an) own\\b|\\bit was our\\b|\\bthe (?:server|client|service|library|driver|code|script|job|clock|version|query) (?:rewound|rounded|rounds|read|wrote|used|assumed|expected|ignored|dropped|sent|returned|waited|kept|was)\\b|\\bnew (?:major )?version\\b|\\ba few minutes (?:behind|ahead)\\b|\\boff by (?:one|a|an)\\b`,
      `\\bcame out\\b|\\bit was (?:actually|simply|just|in fact|really)\\b|\\bwhat nobody\\b|\\bguilty\\b|\\bboiled down\\b|\\bthe disk was\\b|\\bhad (?:run out|expired|been (?:deleted|changed|removed|renamed))\\b|\\bran out of\\b|\\b(?:forgot|forgotten) to\\b`,
      '\\broot cause\\b|\\bturned out\\b|\\bbecause\\b.*\\b(?:was|were|had|did|could|forgot|missing|not|no|never|nobody)\\b|\\bdue to\\b|\\bcaused by\\b|\\b(?:reason|cause|culprit|bottleneck)\\b|\\bwhat (?:had )?happened\\b|\\bcame (?:from|down to)\\b|\\bmost of (?:the|its|that) time\\b|\\bnearly all\\b|\\bspent (?:in|on)\\b|\\bwent (?:in)?to an?\\b',
    ),
    faint: /\b(?:because|since|it was (?:a|the|our|my)|problem was|forgot|expired|wrong)\b/u,
    survivesDenial: true,
  },
  ALTERNATIVE: {
    clear: any(
      `\\bi thought of\\b|\\bwould have (?:hidden|fixed|worked|meant|hurt|taken|broken|made)\\b|\\bmy first idea\\b`,
      `\\bcould simply\\b|\\bthe easy way\\b|\\bone way\\b|\\bon the table\\b|\\bcontenders?\\b|\\bcandidates?\\b|\\bthe other (?:one|idea|option|way|two)\\b|\\bor (?:we|to) (?:\\w+ )?(?:write|build|buy|use|keep)\\b|\\bruled (?:it |that )?out\\b|\\bagainst (?:it|that|the)\\b|\\bwas tempting\\b`,
      '\\binstead of\\b|\\brather than\\b|\\b(?:considered|weighed|evaluated)\\b|\\balternativ|\\boptions?\\b|\\bcompared\\b|\\bversus\\b|\\bvs\\b|\\bcould (?:also )?have\\b|\\b(?:looked at|talked about|thought (?:of|about)|tried) .*\\b(?:too|as well|also|but|using|and)\\b|\\bwe also (?:talked|thought|looked|considered)\\b|\\bbetter (?:at|for|in|than)\\b|\\b(?:is|was) (?:honestly |actually |clearly )?the better\\b|\\brunner-?up\\b|\\bwould have (?:needed|meant|been|had|cost)\\b',
    ),
    faint: /\b(?:chose|decided|picked|went for|either|other (?:solution|choice|way|library|tool)s?)\b/u,
  },
  CHECK: {
    clear: any(
      `\\bwithout (?:a |an |one |any )?(?:single )?(?:wrong|error|crash|failure|reset|loss|problem|complaint|hiccup)|\\b(?:ran|went|got) through\\b.*${number}`,
      `\\bflat\\b|\\bnot a single\\b|\\bnot once\\b|\\bstill (?:running|fine|holds)\\b|\\bleft it\\b|\\b${number} (?:days|weeks|months|hours|nights) (?:later|without|in a row)\\b|\\bbefore\\b.*\\b(?:after|now)\\b.*${number}`,
      '\\bverif|\\bconfirm|\\bbefore and after\\b|\\bcompared with\\b|\\bsince then\\b|\\bno (?:more )?(?:reset|error|crash|loss|losses|failure|complaint|report)s?\\b|\\bzero\\b|\\breports? stopped\\b|\\b(?:went away|never came back)\\b|\\b(?:error|crash|problem|issue|bug)\\w* (?:disappeared|stopped|was gone|were gone)\\b',
      `\\b(?:ran|run|running|left|put)\\b.*\\b(?:overnight|for (?:a|an|${number}) (?:whole )?${period}|${number} times)\\b|\\bfrom ${few}${number}\\b.*\\bto ${few}${number}|\\btested\\b|\\bload test`,
    ),
    faint: /\b(?:tests?|afterwards|after that|gone|works?|solved|watched|stopped)\b/u,
    survivesDenial: true,
  },
  REQUIREMENT: {
    clear: any(
      `\\bcared (?:about|only)\\b|\\b(?:ask(?:ed)? for|expected|required)\\b|\\b(?:knew|know|knows|spoke|wrote)\\b.*\\b(?:already|every day|by heart|nothing else)\\b|\\bnone of us\\b|\\bwithin ${number}\\b`,
      `\\brequirements?\\b|\\bwe (?:needed|need|wanted|want|had to|have)\\b|\\bwhat we (?:needed|wanted|need)\\b|\\bit had to\\b|\\b(?:team|of us|people|engineers|developers)\\b.*\\b(?:knew|know|experience|familiar|used)\\b|\\bexperience with\\b|\\b(?:nobody|everybody|everyone)\\b.*\\b(?:knew|time|used)\\b|${number} (?:\\w+ )?${loads}\\b.*\\b(?:a|per|each|every) ${period}`,
    ),
    faint: /\b(?:needed|wanted|used it before|already (?:had|used|knew)|familiar|our (?:data|load))\b/u,
    survivesDenial: true,
  },
  TRIAL: {
    clear: any(
      `\\b(?:fed|replayed|loaded|pushed|ran)\\b.*\\b(?:real|our|last|actual|production|same|through (?:both|each|it))\\b|\\b(?:spent|took|gave (?:it|myself)) (?:a|one|two|three|${number}) (?:day|afternoon|weekend|week)s?\\b|\\btoy version\\b|\\bhackathon\\b`,
      '\\bbenchmark|\\bprototyp|\\btrial\\b|\\bload test|\\bmeasured\\b|\\bproof of concept\\b|\\bpoc\\b|\\bspike\\b|\\bour own data\\b|\\bported\\b|\\bexperiment|\\bpilot\\b|\\btried (?:it|both|each|them|out)\\b|\\bside by side\\b|\\bwrote down how\\b',
    ),
    faint: /\b(?:tested|tried|compared the|test)\b/u,
  },
  COST: {
    clear: any(
      `\\bhate[sd]?\\b|\\bsuffer|\\bgot (?:us|me) out of bed\\b|\\bwoke\\b|\\bnever got used\\b|\\bugly\\b|\\bheadache|\\bthe catch\\b|\\bsteep\\b|\\bextra (?:work|code|step)\\b|\\bby ourselves\\b|\\bmyself\\b.*\\bwrite\\b|\\bexpensive\\b`,
      '\\bprice\\b|\\bcosts? (?:us|me|was)\\b|(?<!\\badvantages and )\\bdisadvantages?\\b|\\bdownsides?\\b|\\bdrawbacks?\\b|\\btrade-?offs?\\b|\\bpain(?:ful)?\\b|\\bannoying\\b|\\b(?:hard|harder|difficult) to\\b|\\bcomplexity\\b|\\blearning curve\\b|\\bbroke\\b|\\bunfortunately\\b|\\bended up\\b|\\bgave up\\b|\\blimit(?:ed|ation|ations)\\b|\\bwe had to\\b|\\bi had to\\b|\\bput up with\\b',
    ),
    faint: /\b(?:but|however|sometimes|heavy|slow|slower|missing)\b/u,
  },
  HINDSIGHT: {
    clear: any(
      `\\bany day\\b|\\bknowing what\\b|\\bthe same (?:call|choice|decision|way)\\b|\\bwould be (?:the )?(?:wrong|right|different|another)\\b|\\bnot any ?more\\b|\\bif (?:it|that|they|somebody|you|the) (?:\\w+ ){0,4}(?:had|grew|grows|were|was|wanted|asked|ever)\\b|\\bthese days (?:i|we)\\b`,
      '\\blooking back\\b|\\bhindsight\\b|\\bretrospect|\\b(?:do|choose|pick|take|use) (?:it|that|the same)? ?again\\b|\\bif (?:i|we) (?:did|had|could|were|started|began)\\b|\\btoday (?:i|we) would\\b|\\b(?:i|we) would (?:\\w+ )?(?:choose|pick|take|use|rent|decide|go|switch|move|do)\\b|\\bnext time\\b',
    ),
    faint: /\b(?:would|again|still (?:happy|use))\b/u,
    survivesDenial: true,
  },
  SCALE: {
    clear: any(
      `\\b(?:\\d{2,}|\\d{1,3}(?:,\\d{3})+|\\d+k|(?:hundreds|thousands|millions|dozens) of) (?!(?:ms|milliseconds|seconds?|minutes?|hours?|days?|weeks?|months?|years?|percent|times)\\b)[a-z]{3,}`,
      `\\babout a (?:hundred|thousand|million)\\b|\\b(?:a|per|each|every) (?:second|minute|day|night|month)\\b.*${large}`,
      `\\b${large}\\+? (?:[\\w-]+ ){0,3}${loads}\\b|\\b${large}.*\\b(?:per|a|each|every) (?:second|minute|hour|day|night|month)\\b|\\b\\d[\\d.,]*\\s?[km]?\\s?(?:gb|tb|qps|rps|tps)\\b`,
    ),
    faint: new RegExp(`\\b(?:${loads}).*\\b(?:peak|at once|daily)\\b|\\bpeak\\b`, 'u'),
  },
  MEASURE: {
    clear: any(
      `\\bper (?:stage|step|call|request|frame|part)\\b|\\b(?:drew|plotted|counted|logged|recorded)\\b.*\\b(?:time|lag|latency|per|each|how)\\b|\\bdry run\\b`,
      '\\bprofil|\\bmeasured\\b|\\bload tests?\\b|\\bbenchmark|\\btrac(?:e|es|ing)\\b|\\bjaeger|\\bflame ?graph|\\bmetrics\\b|\\bexplain\\b|\\bbaseline\\b|\\bgatling|\\bk6\\b|\\bjmeter|\\bgrafana|\\bslow query log\\b|\\btimed\\b|\\bstopwatch\\b',
    ),
    faint: any(own, '\\b(?:monitoring|looked (?:at|into)|saw that|found|logs?|noticed)\\b'),
  },
  BOTTLENECK: {
    clear: any(
      `\\bit was our own\\b|\\bsingle (?:\\w+ )?(?:process|thread|core|server|instance|worker|connection)\\b|\\bone (?:message|row|record|item|request|file|call) (?:after|at)\\b`,
      `\\b(?:again and again|over and over|for every (?:single )?\\w+|each time|waiting for|sat (?:idle|waiting))\\b`,
      '\\bbottleneck|\\bmost of (?:the|its|that|this) (?:time|cpu|memory|load)\\b|\\b(?:nearly|almost) all (?:of )?(?:the|its|that) \\w+|\\bspent (?:in|on|waiting)\\b|\\b(?:because|turned out|due to|caused by|culprit|reason|problem was|went to|went into)\\b.*\\b(?:slow|quer|lock|scan|loop|call|time|cpu|memory|disk|network|load|request|row|index|copy|copies|wait|blocked|one by one|full|large|big)\\w*|\\b(?:cpu|memory|disk|connections?|database|network)\\b.*\\b(?:full|limit|exhausted|saturated|waiting|at 100|ran out)\\b',
    ),
    faint: /\b(?:slow|slowest|took (?:very )?long|for each|one by one|too (?:big|many|much|small)|because|n\+1)\b/u,
    survivesDenial: true,
  },
  TUNING: {
    clear: any(
      `\\bin (?:chunks|batches|blocks|groups)\\b|\\bside by side\\b|\\bin parallel\\b|\\bfour of them\\b|\\b(?:kept|held) (?:it |them )?in memory\\b`,
      '\\b(?:cach(?:e|ed|ing)|index(?:es|ed)?|batch\\w*|bulk|async\\w*|queue[ds]?|parallel\\w*|shard\\w*|partition\\w*|replicas?|pool(?:ed|ing)?|precomput\\w*|compress\\w*|stream(?:ed|ing)?|lazy|lazily|debounced?|vectori[sz]ed?|quanti[sz]ed)\\b|\\bmore (?:machines|instances|servers|workers|memory|nodes|threads)\\b|\\bscaled (?:out|up|horizontally)\\b|\\b(?:many|several|all) \\w+ at once\\b|\\b(?:i|we) (?:\\w+ )?(?:replaced|rewrote|moved|switched|split|cut|reduced|limited|changed|merged|ported)\\b',
    ),
    faint: new RegExp(`\\b(?:i|we) ${adverb}${doing}\\b|\\b(?:optimi[sz]ed|tuned|improved)\\b`, 'u'),
  },
  SPEEDUP: {
    clear: any(
      `\\bfrom ${few}${number}\\b.*\\b(?:seconds?|s|ms|milliseconds|minutes?|hours?|percent|%|gb|mb|fps|requests?)\\b.*\\bto ${few}${number}|\\bfrom ${few}${number}.*\\bto ${few}${number}.*\\b(?:seconds?|s|ms|milliseconds|minutes?|hours?|percent|%|gb|mb|fps|requests?)\\b`,
      `\\b(?:latency|throughput|p9\\d|response time|percentile|load|cpu|memory|took|takes|time)\\b.*${number}|${number} ?(?:ms|milliseconds|seconds|fps)\\b|\\b(?:${number} times|twice as) (?:faster|fast|as fast|the throughput)\\b|\\b(?:load|latency|time|memory|cpu)\\b.*\\b(?:by|to|in) half\\b|\\bhalved\\b`,
    ),
    faint: /\b(?:faster|quicker|dropped|went down|smooth|latency)\b/u,
  },
  NOTICED: {
    clear: any(
      `\\b(?:phoned|texted|emailed|asked me|asked us|pointed out|showed up|came up|stood out|spotted|woke)\\b`,
      `\\bwrote to (?:us|me)\\b|\\bwrote (?:us|me)\\b|\\bmessage\\b|\\b(?:e-?mail|mail)ed?\\b|\\bsomebody (?:asked|said|saw)\\b|\\bcustomer (?:wrote|asked|called|said)\\b|\\brang\\b|\\bsaw (?:that|on|in|it)\\b|\\bslack\\b`,
      '\\balerts?\\b|\\balarm\\b|\\bnoticed\\b|\\breported\\b|\\bcomplain|\\btickets?\\b|\\bcalled (?:us|me)\\b|\\btold (?:us|me)\\b|\\bcustomers? (?:wrote|called|said)\\b|\\bfound out\\b|\\bheard\\b|\\bdashboards?\\b|\\bpaged\\b|\\bon-?call\\b|\\bdiscovered\\b|\\bgot (?:a|the) call\\b|\\bmonitoring (?:showed|told|went)\\b',
    ),
    faint: /\b(?:saw|support|users? said|report|error rate|phone)\b/u,
    survivesDenial: true,
  },
  IMPACT: {
    clear: any(
      `\\b${number} of (?:them|our|the)\\b|\\bevery (?:client|customer|user|order|invoice|shop|player|device|request|one)\\b|\\bwrong for\\b|\\b${number} (?!(?:ms|milliseconds|seconds?|percent|times|of|in|by|to|and|or)\\b)[a-z]{4,}s\\b`,
      `\\b${number} (?:[\\w-]+ ){0,2}(?:people|schools?|stores?|hospitals?|doctors?|drivers?|students?|machines?|invoices?|mails?|tickets?)\\b|\\buntil (?:noon|the (?:next|evening|afternoon|morning)|${number})\\b|\\bnobody (?:got|could|was able)\\b|\\bfrom ${number} (?:to|until)\\b`,
      `\\b${number} (?:[\\w-]+ ){0,2}${loads}\\b|\\b(?:for|over|about|took) (?:about |roughly |almost |nearly |another )?${number} (?:minutes|hours|days|weeks)\\b|\\baffected\\b|\\b(?:all|every|each|half) (?:of )?(?:the |our )?${loads}\\b|\\b(?:nobody|no one) could\\b`,
    ),
    faint: /\b(?:impact|was down|were down|outage|lost|everybody|customers?|users)\b/u,
    survivesDenial: true,
  },
  MITIGATION: {
    clear: any(
      `\\b(?:i|we) (?:\\w+ )?(?:took|pulled|removed|hid|blocked|cut|stopped|closed|locked)\\b.*\\b(?:off|down|away|out|access|so that|until|page|button|first|traffic)\\b|\\bwithin (?:a |an |${number} )?(?:quarter of an hour|minutes?|half an hour|an hour|hour)\\b`,
      `\\b(?:deleted|pulled|unplugged|blocked|paused|killed|froze|cleared|emptied|took over|re-?ran|started)\\b.*\\b(?:by hand|again|at once|first|straight|plug|everything|old|it)\\b|\\bold version\\b|\\bput (?:up )?a (?:notice|banner)\\b|\\bto stop the bleeding\\b|\\bby hand\\b`,
      '\\broll(?:ed|ing)? (?:\\w+ ){0,3}back\\b|\\brollback\\b|\\brevert|\\b(?:switch|turn)(?:ed)? .{0,40}\\boff\\b|\\bdisabled\\b|\\bstopped (?:the|it|all)\\b|\\brestart|\\brestored?\\b|\\bfail(?:ed)? over\\b|\\bhotfix|\\btook .{0,30}(?:down|offline|out)\\b|\\bscaled up\\b|\\brefunded\\b|\\blimit the damage\\b|\\bfirst thing\\b|\\bworkaround\\b|\\bback up\\b',
    ),
    faint: any(own, '\\b(?:immediately|right away|quickly|fixed|replaced|deployed)\\b'),
  },
  PREVENTION: {
    clear: any(
      `\\bpinned\\b|\\b(?:every|each|any) (?:build|commit|release|deploy\\w*|upgrade|change|job)s? (?:now )?(?:has|have|needs?|must|runs?|checks?|fails?)\\b|\\bneeds? (?:my|a|an|the|two)\\b.*\\b(?:signature|approval|ok|eyes)\\b|\\bupgrades?\\b.*\\bneed`,
      `\\bcron job\\b|\\b(?:any|every|each) (?:\\w+ ){0,3}now\\b|\\bnowadays\\b|\\bthese days\\b|\\bgoes red\\b|\\brefuses\\b|\\bcan(?:not|.t) (?:\\w+ )?(?:any ?more|any longer)\\b|\\b(?:is|are) (?:now )?(?:blocked|rejected|checked)\\b|\\bran a drill\\b`,
      '\\bsince then\\b|\\bfrom then on\\b|\\b(?:does|did|can|could|would)(?:n.t| not|not) happen again\\b|\\bso that it\\b|\\bpost-?mortem\\b|\\bthere is now\\b|\\b(?:we|it) now\\b|\\bnow (?:there|we|it|gets?|has|have|runs?)\\b|\\bcheck ?list\\b|\\b(?:added|wrote|introduced|put in)\\b.*\\b(?:tests?|alerts?|alarm|checks?|monitoring|validation|limit|timeout|rule|step)\\b|\\b(?:contract|regression) test|\\bgets an? (?:alarm|alert)\\b',
    ),
    faint: /\b(?:test|alert|alarm|review|checks?|calendar|rule|monitoring|reminder|rollout)\b/u,
    survivesDenial: true,
  },
  TEST: {
    clear: any(
      `\\b(?:golden|example|reference) (?:examples?|files?|cases?|results?)\\b|\\bgoes? red\\b|\\bturns? red\\b|\\bcover(?:ed|age)\\b|\\bsimulat\\w+|\\b(?:in the loop|test bench|rig)\\b|\\brecorded (?:traffic|sessions|data)\\b|\\bassert|\\bevery night\\b.*\\bruns?\\b|\\bruns? \\b.*\\bevery (?:night|commit)\\b|\\b${number} (?:\\w+ )?(?:examples|cases|scenarios|tests)\\b`,
      '\\b(?:unit|integration|end[- ]to[- ]end|e2e|browser|ui|regression|automated|snapshot|contract|property|smoke|acceptance|golden|screenshot|hardware)[- ](?:based )?tests?\\b|\\btest suite\\b|\\btests? (?:against|for|that|on)\\b|\\btested (?:against|with|on|in)\\b|\\btest cases?\\b|\\bplaywright|\\bjunit|\\bpytest|\\bsimulator\\b',
    ),
    faint: /\b(?:tests?|tested|tester|qa)\b/u,
  },
  REVIEW: {
    clear: any(
      `\\b(?:second|another|other) (?:person|pair of eyes|engineer|developer)\\b|\\bfour eyes\\b|\\bsign(?:s|ed)? (?:it |them )?off\\b|\\b(?:nobody|no one)\\b.*\\b(?:merge|alone|on their own|push)\\b|\\bcan(?:not|.t) merge\\b|\\bcommit\\b.*\\b(?:red|green|fails?|passes|blocked)\\b|\\bgreen\\b`,
      '\\breview(?:ed|er|ers|s)?\\b|\\b(?:pull|merge) requests?\\b|\\bprs?\\b|\\bci\\b|\\bpipeline\\b|\\bgithub actions\\b|\\bjenkins|\\bgitlab|\\bapprov|\\blint|\\btype ?check|\\bstatic analysis\\b|\\bbefore (?:a |the |each )?merg|\\bpair(?:ed|ing)\\b|\\bnightly build',
    ),
    faint: /\b(?:someone else|second pair|colleague|build)\b/u,
  },
  REGRESSION: {
    clear: any(
      `\\b(?:slip(?:s|ped)? through|got (?:through|past)|missed (?:one|it)|hurt us|bit us|broke)\\b.*\\b(?:test|case|example|table|list|suite|twice|once)\\b|\\b(?:goes|went|ends up|put|added|lands|stays)\\b.*\\b(?:in(?:to)? (?:the|that|our) (?:\\w+ )?(?:table|list|suite|set|bench|collection))\\b`,
      '\\b(?:bugs?|defects?|crash|incident)\\b.*\\b(?:tests?|reproduc)|\\btests?\\b.*\\b(?:bugs?|defects?)\\b|\\bfailing test\\b|\\btest that (?:fails|failed|reproduces|reproduced)\\b|\\bregression test|\\bedge cases?\\b|\\bfails? first\\b',
    ),
    faint: /\b(?:found something|fixed it|every bug|each bug|reproduc\w*)\b/u,
  },
  ROLLOUT: {
    clear: any(
      `\\b(?:next to|alongside|in parallel (?:to|with)) the old\\b|\\b(\\w+) by \\1\\b|\\bone (?:shop|store|country|region|clinic|team|plant|server) (?:first|at a time)\\b|\\bfirst (?:to|on|in|at|for) (?:\\w+ ){0,2}(?:ourselves|us|the office|friends|volunteers|one|two|three|internal)\\b|\\bold (?:one|version)\\b|\\bflip(?:ped)?\\b|\\bone click\\b|\\bundo\\b|\\bvolunteers\\b`,
      '\\bstaging\\b|\\bcanary\\b|\\bfeature flags?\\b|\\bgradual|\\b(?:percent|%) of\\b|\\broll(?:ed|ing)? (?:\\w+ )?(?:out|back)\\b|\\broll(?:out|back)\\b|\\bbeta\\b|\\bsmall (?:part|steps|changes|releases)\\b|\\bblue-?green\\b|\\bgo back\\b|\\btestflight\\b|\\bphased\\b|\\bshadow\\b|\\bone (?:customer|region|site|device) first\\b',
    ),
    faint: /\b(?:new build|before (?:a|each|every|the) release|deployed?|pilot)\b/u,
  },
  MONITORING: {
    clear: any(
      `\\bi (?:get|got|receive) (?:a|an) (?:message|mail|e-?mail|call|ping|text|push)\\b|\\b(?:message|ping|text|mail)\\b.*\\b(?:if|when|as soon)\\b|\\bkeep an eye\\b|\\bkept an eye\\b|\\bgraphs?\\b|\\bcharts?\\b|\\bheartbeat\\b|\\bthreshold\\b`,
      '\\bmonitor|\\balerts?\\b|\\balarms?\\b|\\bdashboards?\\b|\\bgrafana|\\bsentry|\\bcrashlytics|\\bprometheus|\\bdatadog|\\bmetrics\\b|\\berror rates?\\b|\\bcrash (?:rate|reports?)\\b|\\bwatch(?:ed)? (?:the|it|for|error)\\b',
    ),
    faint: /\b(?:logs?|after (?:a|each|every|the) (?:release|deployment)|in production)\b/u,
  },
  KEEP: {
    clear: any(
      `\\b(?:could|can|should|may|has to) stay\\b|\\b(?:was|were|is) (?:nice|right|good|worth|solid|the best (?:decision|idea|thing))\\b|\\bno regrets\\b|\\bwould not give up\\b|\\bpaid off\\b|\\bagain (?:the same|exactly)\\b`,
      '\\b(?:would|will|should|to|i|we) (?:definitely |certainly |still |also )?(?:keep|hold on to|stay with|leave)\\b|\\bwould (?:still|again|also still)\\b|\\b(?:would not|wouldn.t) (?:change|touch)\\b|\\b(?:same|that) again\\b',
    ),
    faint: /\b(?:keep|kept|worked well|was right|good decision)\b/u,
    survivesDenial: true,
  },
  REGRET: {
    clear: any(
      `\\bi (?:think )?(?:i )?would (?:\\w+ )?(?:write|use|build|take|start|begin|pick|choose|split|buy|ask) (?:it |this |that )?(?:in|with|from|on|a|an|as|far|much|only|fewer|less)\\b|\\bmaybe not\\b|\\bi wish\\b|\\bnever again\\b|\\bwas (?:naive|stupid|a bad idea|a trap|overkill|premature)\\b|\\bunderestimated\\b`,
      '\\bregret|\\bwould(?:n.t| not| never) (?:\\w+ )?(?:use|do|build|write|start|take|let|put|choose|make|split)\\b|\\bwould (?:change|do .*different|replace|drop)|\\bearly decision\\b|\\btechnical debt\\b|\\bmistake\\b|\\btoo (?:early|late|many|much|soon)\\b|\\bdifferently\\b|\\bshould(?:n.t| not)? have\\b|\\bwrong (?:decision|choice|call)\\b',
    ),
    faint: /\b(?:change|wrong|at the time|instead|another way)\b/u,
    survivesDenial: true,
  },
  CONSEQUENCE: {
    clear: any(
      `\\bi often\\b|\\bover and over\\b|\\bagain and again\\b|\\bstuck\\b|\\b(?:days|weeks|months) (?:of|on|for|to)\\b|\\bnobody (?:dared|wanted|understood)\\b|\\bate up\\b|\\bended (?:up )?(?:with|in)\\b|\\bpaid for\\b`,
      '\\btook (?:\\w+ )?(?:longer|weeks|months|days|hours|forever)\\b|\\bcaused\\b|\\b(?:each|every) (?:\\w+ )?(?:change|time|feature|release|customer|one)\\b|\\bmeant\\b|\\bled to\\b|\\bbroke\\b|\\bbugs?\\b|\\bcrash(?:ed|es)?\\b|\\boutage|\\bpulled\\b|\\bcost us\\b|\\bas a result\\b|\\bhad to be\\b|\\bpainful\\b|\\bbecame\\b',
    ),
    faint: /\b(?:slow|slower|hard|annoying|debt|trouble)\b/u,
    survivesDenial: true,
  },
  EARLIER: {
    clear: any(
      `\\bright from\\b|\\bbefore (?:writing|the first|anything)\\b|\\bfirst (?:thing|week|month|day)\\b|\\bbit by bit\\b|\\bslice by slice\\b|\\bpiece by piece\\b|\\bone (?:module|table|screen|service|page)\\b|\\bsmall(?:er)? first\\b`,
      '\\bfrom (?:the (?:very )?(?:beginning|start|outset)|day one|the first)\\b|\\bin the first (?:week|month|sprint)\\b|\\b(?:earlier|sooner)\\b|\\bstep by step\\b|\\bone \\w+ (?:per|at a time|after)\\b|\\bgradual|\\bmigrat|\\blittle by little\\b|\\brather than\\b|\\binstead of\\b|\\btoday i would\\b|\\bin between\\b',
    ),
    faint: /\b(?:early|first|instead|now)\b/u,
  },
  LESSON: {
    clear: any(
      `\\bi (?:no longer|never again|always|now)\\b|\\bstuck with me\\b|\\bcame to see\\b|\\bunderstood (?:that|how|why)\\b|\\bmade me\\b|\\bwhat i (?:know|see|do) (?:now|today)\\b|\\bexpensive way\\b|\\bhard way\\b`,
      "\\blearn(?:ed|t)\\b|\\blesson\\b|\\b(?:took|take) (?:\\w+ ){0,3}(?:with me|away)\\b|\\btakeaway\\b|\\btaught\\b|\\bsince then i\\b|\\bnow i (?:always|know|first|would)\\b|\\brealis|\\breali[sz]ed\\b|\\bnext time\\b|\\bi(?:'ve| have) come to\\b",
    ),
    faint: /\b(?:one thing|should have|important to)\b/u,
  },
  COLLABORATION: {
    clear: any(
      `\\b\\w+ (?:who (?:does|did|ran|was doing|built|wrote|looked)|from (?:hardware|sales|design|support|marketing|legal|finance|operations|the (?:client|customer|other)))\\b|\\b(?:lead|owner|nurses?|doctors?|teachers?|lawyers?|customer|client)\\b.*\\b(?:and|in|from|at)\\b|\\bme,? (?:and )?\\w+\\b|\\bpaired\\b`,
      `\\b(?:worked|work|working|sat|dealt|talked|met|paired) (?:\\w+ ){0,3}with\\b|\\b(?:product (?:manager|owner)|designers?|data scientists?|stakeholders?|other teams?|testers?|analysts?|electricians?|accountants?)\\b|\\b${number} (?:other )?(?:engineers?|developers?)\\b`,
    ),
    faint: /\b(?:colleagues?|engineers?|developers?|team|boss|manager)\b/u,
  },
  AGREEMENT: {
    clear: any(
      `\\bsign(?:s|ed)? (?:it |them )?off\\b|\\b(?:lives|kept|wrote|put|sits) (?:\\w+ )?(?:in|down) (?:one|a|the same|a shared) (?:file|page|place|document|repo\\w*|sheet)\\b|\\bupfront\\b|\\bup front\\b|\\bmock(?:-?up|s|ed)?\\b|\\bsketch(?:ed|es)?\\b|\\bwhiteboard\\b|\\bevery (?:monday|tuesday|wednesday|thursday|friday|morning|week|two weeks)\\b|\\bschema\\b`,
      '\\bagreed (?:on|the|that|to|upon|before)\\b|\\bdesign doc|\\bspec(?:ification)?\\b|\\bdraft|\\brfc\\b|\\bstand-?ups?\\b|\\bplanned\\b|\\b(?:weekly|daily)\\b|\\bbefore (?:we|i|anyone|anybody) (?:wrote|coded|started|built)\\b|\\binterface\\b|\\bsprints?\\b|\\biterations?\\b|\\bwiki\\b|\\bshared (?:document|board)\\b',
    ),
    faint: /\b(?:meetings?|discussed|document|contract)\b/u,
  },
  DISAGREEMENT: {
    clear: any(
      `\\bclash(?:ed)?\\b|\\bpush(?:ed|ing) for\\b|\\b(?:he|she|they|[a-z]+) (?:needed|refused|hated|did(?:n.t| not) (?:want|like|believe|see)|was pushing|kept saying|swore by)\\b|\\bi did(?:n.t| not) (?:want|like|believe)\\b|\\bgot nowhere\\b|\\bback and forth\\b|\\bheated\\b|\\bfought\\b|\\bboth (?:stubborn|convinced)\\b|\\bhis (?:point|fear|worry|argument)\\b|\\bher (?:point|fear|worry|argument)\\b`,
      '\\bdisagree|\\binsisted\\b|\\bargu(?:ed|ment)\\b|\\bobjected\\b|\\b(?:he|she|they|colleague|manager|designer|team|manager|boss|tester|customer|other|client) (?:wanted|preferred|was afraid|were afraid|worried|was worried|thought|was against)\\b|\\bi (?:preferred|wanted|was against)\\b|\\bdifferent opinions?\\b|\\blistened\\b|\\bconvince|\\ban? conflict\\b|\\bwhile i (?:wanted|preferred)\\b',
    ),
    faint: /\b(?:agree|discussion|discussed|opinion|debate)\b/u,
    survivesDenial: true,
  },
  DECIDING: {
    clear: any(
      `\\b(?:boss|lead|manager|customer|client) (?:said|decided|chose)\\b|\\bshowed (?:it |them |both )?to\\b`,
      `\\bturned out\\b|\\bwould have cost\\b|\\b(?:his|her|their|the|some) (?:\\w+ )?(?:budget|figures|measurements|statistics|logs|spreadsheet)\\b|\\bcalculat|\\badded up\\b|\\bconvinced (?:me|him|her|them)\\b|\\bin front of (?:real|the|five|three|some) (?:\\w+ )?(?:users|customers|people)\\b|\\basked (?:\\w+ )?(?:users|customers|nurses|players)\\b|\\bmade a list\\b|\\bspent (?:a|an|one|two) (?:day|afternoon|evening|week)\\b`,
      '\\bprototyp|\\bexperiment|\\bmeasured\\b|\\bpros and cons\\b|\\badvantages\\b|\\bwrote down\\b|\\bcriteria\\b|\\bbenchmark|\\b(?:the |looked at |with |real |our )(?:data|numbers)\\b|\\bcounted\\b|\\btried (?:both|it|out|each)\\b|\\ba/?b test|\\bevidence\\b|\\bcompared\\b|\\bdecided by\\b',
    ),
    faint: /\b(?:data|numbers|tested|demo|showed (?:him|her|them))\b/u,
  },
  OUTCOME: {
    clear: any(
      `\\bso that is what we did\\b|\\bis what we did\\b|\\bleave (?:most|some) of\\b`,
      `\\bwe (?:took|kept|used|built|did it|went|split|shipped|ended|dropped|left it)\\b|\\bthat was it\\b|\\bgave in\\b|\\bit became\\b|\\bto this day\\b|\\bboth of us\\b|\\bgot (?:his|her|what)\\b|\\bi (?:gave|came) (?:in|around|round)\\b|\\bmonths? later\\b`,
      '\\bin the end\\b|\\bfinally\\b|\\beventually\\b|\\bcompromise\\b|\\bsettled\\b|\\bwent with\\b|\\bwe (?:decided|chose|agreed)\\b|\\bdelivered\\b|\\bon time\\b|\\bshipped\\b|\\bmet (?:\\w+ ){0,2}(?:middle|halfway)\\b',
    ),
    faint: /\b(?:result|decided|chose|since then|launched|so we)\b/u,
  },
};
