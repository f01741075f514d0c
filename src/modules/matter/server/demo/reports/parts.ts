import type { Rating, ReportTopic } from './types.ts';

/** {time} 的公用取值：都放在句首，与几点提出无关。 */
export const times: string[] = ['刚才', '今天', '今天', '昨天', '昨天上午', '昨天下午', '昨天傍晚', '前天', '前天下午', '上周六', '上周日'];

/** 答复开头的话，可用可不用：work 用于现场处置类，consult 用于咨询类。 */
export const replyOpenings: Record<'work' | 'consult', string[]> = {
  work: [
    '您反映的情况属实。',
    '收到您的督事后，网格员先到了现场。',
    '代表您好，',
    '经现场核实：',
    '现将办理情况向您报告：',
    '谢谢您替居民把这件事说出来。',
  ],
  consult: ['您替居民问的事，答复如下：', '代表您好，', '已与窗口核对清楚：', '谢谢您替居民来问。', '这个问题问的人不少，一并说明：'],
};

/** 答复结尾的话，可用可不用：work 用于现场处置类，consult 用于咨询类。 */
export const replyTails: Record<'work' | 'consult', string[]> = {
  work: [
    '处置前后的画面附在后面，请您有空去看看。',
    '一周后网格员再去复看一次，有反复马上处理。',
    '已回访附近住户，都表示认可。',
    '这一处已列入网格日常巡查。',
    '请您继续监督，随时可以再发督事。',
    '现场留了联系电话，再有问题当天到。',
    '办理经过都记在这件督事里，您随时可以查看。',
    '如果您路过觉得还有不妥，请直接评价或再提出来。',
    '同类情况我们也在一并排查。',
    '负责人和电话写在现场的牌子上。',
    '后续情况我们会再向您报一次。',
    '感谢您的关心和督促。',
  ],
  consult: [
    '以上内容已整理成一页纸，贴在社区和村的公告栏。',
    '具体以当年公布的文件为准，有变化我们再告诉您。',
    '还有不清楚的，窗口有专人接电话。',
    '已请网格员把答复转给提问的居民。',
    '需要上门讲解的，提前一天约就行。',
    '您接待选民时需要的材料，我们可以多印一些送去。',
    '同样的问题我们也放进了常见问答。',
    '谢谢您替居民问得这么细。',
  ],
};

/** 不分题目的评价语，与各题自己的评价语混用；也常有代表只评等级、不写字。 */
export const ratingWords: Record<Rating, string[]> = {
  满意: [
    '处理及时，回复清楚。',
    '去现场看过了，属实办好。',
    '速度比预想的快，给你们点赞。',
    '件件有着落，选民满意我就满意。',
    '说到做到，谢谢网格员。',
    '有图有结果，心里有底。',
    '态度好，办得实。',
    '住户当面跟我道了谢，转达给你们。',
    '答复没有套话，好。',
    '问题不大，办得认真。',
    '复看过一次，没有反弹。',
    '从发出去到办好，一路看得到进度，很好。',
  ],
  基本满意: [
    '总体可以，时间稍长了些。',
    '问题解决了，希望以后早点发现。',
    '眼前的处理了，长效的还要看。',
    '办是办了，现场收尾还可以再干净些。',
    '能理解困难，希望按说好的时间办完。',
    '答复可以再具体一点。',
    '效果不错，担心过一阵又反复。',
    '部分解决，剩下的请继续跟。',
  ],
  不满意: [
    '去看了，和答复里说的不一样。',
    '只回了电话，现场没有动。',
    '过两天又老样子。',
    '答复说在研究，没有时间表。',
    '治标不治本，选民还在催我。',
    '处理完没人回访，住户不认可。',
  ],
};

/** 评为不满意后重办的公用说法，句子可直接使用。 */
export const redoParts: { reason: string; reply: string; rating: Rating }[] = [
  {
    reason: '代表复看现场，问题没有彻底解决。',
    reply:
      '收到您的评价后，我们由负责人带队重新到现场，逐项对照您指出的问题返工，并请附近住户一起验收签字。这次的处理前后照片和责任人都附在后面，一个月内每周复看一次，若有反复直接找我们负责人。',
    rating: '满意',
  },
  {
    reason: '处理后几天又反弹。',
    reply:
      '反弹的原因已经查清，是只做了一次性处理，没有安排后续看护。现在把这里列为每周必巡点，明确了看护人和联系电话，并贴在现场。重办后连续观察十天没有再出现，请您继续监督。',
    rating: '满意',
  },
  {
    reason: '答复笼统，没有说明什么时候办、谁来办。',
    reply:
      '上一次答复确实写得笼统，向您致歉。现将责任人、办理步骤和完成时间逐条写明：已经完成的附照片，没有完成的本月底前完成，完成当天再向您报一次，到时请您和住户一起看。',
    rating: '基本满意',
  },
  {
    reason: '只作临时处理，没有消除原因。',
    reply:
      '重新办理时请专业人员查了原因，从源头作了更换和改造，不再是临时修补。费用由镇街统筹解决，施工三天，完工后请您到场看过，附近住户也在验收单上签了字，质保期两年。',
    rating: '满意',
  },
  {
    reason: '现场人员与住户没有沟通好。',
    reply:
      '镇街负责人当面向住户说明情况并道歉，把大家的意见一条条记下来，能当场改的当场改，需要时间的给出了日期。两天后回访，原先有意见的住户表示认可，回访记录附后。',
    rating: '基本满意',
  },
  {
    reason: '涉及几家单位，互相等。',
    reply:
      '由镇街牵头开了现场会，明确一家主办、两家配合，各做什么、哪天做完写成一张单子，三天内全部做完。今后这一处由主办单位统一受理，不再让您分头去找。',
    rating: '满意',
  },
];

/** 每个类别一题，每题四个情节。槽位规则见 types.ts。 */
export const reportTopics: ReportTopic[] = [
  {
    category: 'road.surface',
    weight: 7,
    urgency: '较急',
    cases: [
      {
        picks: {
          hurt: ['一位骑电动车的阿姨摔了一跤', '外卖员连人带车倒了', '一辆小车托了底', '放学的孩子绊了一下'],
          when: ['下过雨积着水看不出深浅', '晚上灯光暗，到跟前才看见', '早高峰车多，躲都没处躲'],
        },
        titles: ['{road}{n:1-200}号前路面坑洞', '{road}坑洞让人摔跤'],
        words: [
          '{road}{n:1-200}号前面有个大坑，{when}，{time}{hurt}，请尽快补一补。',
          '{time}路过{road}{n:1-200}号，路面一个坑有{n:30-80}厘米宽，{when}，骑车的都往机动车道绕。',
        ],
        remarks: ['到了，坑深{n:4-15}厘米，先用冷补料填上，放了锥桶。', '坑边松动的沥青已经凿掉，先填平压实，明天来切边。'],
        replies: [
          '{road}{n:1-200}号前的坑洞已切边补平，补了{n:2-12}平方米，两小时后开放通行。同一条路上还有{n:2-7}处小坑，一并补了，没有让您再跑第二趟。',
          '坑洞当天先填平，第二天切割成方重铺沥青。养护班把{road}列入每周必巡，深度超过两厘米的坑，发现后二十四小时内填好。',
        ],
        praise: ['当天就填平了，骑车不用再绕。'],
        photosBefore: 'pothole',
        photosAfter: 'repairedRoad',
      },
      {
        picks: { pipe: ['燃气管', '雨水管', '通信管', '自来水管', '电缆'] },
        titles: ['{road}埋管回填处下沉', '{road}{n:1-200}号管沟路面下陷'],
        words: [
          '{road}上回开挖埋{pipe}以后没有压实，{n:1-200}号门前一天天往下沉，成了一道槽，车过去咣当一声。',
          '埋{pipe}的施工队走了{n:2-6}个月，{road}{n:1-200}号这段越压越低，店家说夜里货车一过柜子都震。',
        ],
        remarks: ['量过，沉了{n:3-9}厘米，是埋{pipe}那一段，施工单位已经叫来。'],
        replies: [
          '{road}{n:1-200}号的下沉是埋{pipe}后回填不实，已责令施工单位返工：挖开{n:12-60}米，分层夯实，重铺面层，质保两年。今后挖掘许可都要拍分层夯实照片，验收不合格不销案。',
        ],
        praise: ['让谁挖的谁来修，这个规矩好。'],
        photosBefore: 'pothole',
        photosAfter: 'repairedRoad',
      },
      {
        picks: { truck: ['渣土车', '货柜车', '水泥罐车', '拉石料的车'] },
        titles: ['{road}被重车压出连片坑洼', '{road}路面破碎要大修'],
        words: [
          '{road}天天走{truck}，路面压得像搓板，{time}我从{n:1-200}号往前数，{n:6-20}处坑，补一处坏一处。',
          '住在{community}的人说，{road}被{truck}压坏了，晴天石子乱蹦，雨天泥水溅一身，光补坑不行。',
        ],
        remarks: ['走了一遍，破损{n:120-600}平方米，白天先填深坑，夜里铣刨。'],
        replies: [
          '{road}破损路段连夜铣刨重铺{n:120-600}平方米，早上六点开放。压坏路的{truck}另定了绕行线，路口设限重提示和夜查点，两周内每晚有人值守，免得边修边坏。',
        ],
        praise: ['不光补路，还管住了压路的车。'],
        photosBefore: 'pothole',
        photosAfter: 'repairedRoad',
      },
      {
        picks: { joint: ['桥头接坡', '公交站台前', '路口停车线前', '井圈四周'] },
        titles: ['{road}{joint}路面鼓包跳车', '{road}{joint}高低不平'],
        words: [
          '{road}{joint}鼓起一道坎，公交车过去整车人都跳一下，{time}车上一位老人撞了头。',
          '{road}{joint}高低差有{n:3-8}厘米，电动车后座带孩子的过不去，只能下来推。',
        ],
        remarks: ['用直尺量了，高差{n:3-8}厘米，今晚铣平。'],
        replies: [
          '{road}{joint}的高差已铣平重铺，长{n:6-24}米，用三米直尺复量合格，公交司机试过不再跳车。同类位置全镇街查了{n:8-30}处，{n:2-5}处排在下周处理。',
        ],
        praise: ['公交过去稳稳当当，老人都说好。'],
        photosBefore: 'pothole',
        photosAfter: 'repairedRoad',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '补好了，接缝处略高一点。' },
      { rating: '不满意', text: '补了没几天又陷下去了。' },
    ],
  },
  {
    category: 'road.manhole',
    weight: 4,
    urgency: '紧急',
    cases: [
      {
        picks: {
          mark: ['有人插了根树枝做记号', '只放了个破桶', '什么标记也没有', '店家搬了把凳子挡着'],
          lid: ['雨水井盖', '污水井盖', '通信井盖', '电力井盖'],
          time: ['刚才', '刚刚', '今天'],
        },
        titles: ['{road}{n:1-200}号{lid}不见了', '{road}{lid}缺失请急修'],
        words: [
          '{time}看到{road}{n:1-200}号门口的{lid}不见了，{mark}，来往老人孩子多，请马上派人。',
          '{road}{n:1-200}号人行道上少了一块{lid}，井有一人来深，{mark}，晚上根本看不见。',
        ],
        remarks: ['已到场，先盖上临时钢板，人守着等养护班。', '是{lid}，权属单位已联系上，正在赶来，我先围着。'],
        replies: [
          '{road}{n:1-200}号的{lid}当天换好，用的是防沉降井盖，井内加装了防坠网。沿线{n:18-60}座井逐一踩过，松动的{n:2-6}座同时加了胶垫，井盖编号都录进了台账。',
        ],
        praise: ['几分钟就有人守着，这样才放心。'],
        photosBefore: 'missingManhole',
        photosAfter: 'coveredManhole',
      },
      {
        picks: { floor: ['二楼', '三楼', '临街几户', '对面楼里'] },
        titles: ['{road}井盖松动夜里咣当响', '{road}{n:1-200}号井盖一压就响'],
        words: [
          '{community}{floor}的住户说，{road}{n:1-200}号的井盖松了，车一压就咣当一声，整夜睡不好，已经{n:4-20}天。',
          '{road}{n:1-200}号的井盖高低不平，车轮一压翘起来再落下去，{floor}的老人说像有人半夜敲锣。',
        ],
        remarks: ['试了，井圈座圈磨损，垫胶垫不管用，要换座圈。'],
        replies: [
          '{road}{n:1-200}号的井盖响，是座圈磨偏了。夜里封半幅换了新座圈和带胶条的井盖，四周重新浇筑，养护一天开放。我们当晚十一点在{floor}听了半小时，没有再响。',
        ],
        praise: ['当晚就安静了，还到楼上听了一遍，细。'],
        photosBefore: 'missingManhole',
        photosAfter: 'coveredManhole',
      },
      {
        picks: { thing: ['电动车轮子', '婴儿车', '盲人的手杖', '高跟鞋跟'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{road}雨水篦子断了几根', '{road}{n:1-200}号雨水篦子破损'],
        words: [
          '{road}{n:1-200}号路边的雨水篦子断了{n:2-5}根，{thing}容易卡进去，{time}就卡住一个。',
          '{road}{n:1-200}号的雨水篦子裂了，缝有拳头宽，{thing}掉进去过，旁边又是斑马线。',
        ],
        remarks: ['到了，断{n:2-5}根，先铺钢板，换的明早到。'],
        replies: [
          '{road}{n:1-200}号的雨水篦子已换成细缝防卡型，缝宽小于两厘米，垃圾也不容易冲进去。整条街{n:14-50}个篦子查了一遍，裂的{n:2-6}个同批更换，篦子底下的淤泥一起掏了。',
        ],
        praise: ['换成细缝的，推婴儿车不怕了。'],
        photosBefore: 'missingManhole',
        photosAfter: 'coveredManhole',
      },
      {
        picks: { time: ['刚才', '刚刚', '今天'] },
        titles: ['{road}大雨把井盖顶开了', '{road}{n:1-200}号井盖被水冲走'],
        words: [
          '{time}一阵大雨，{road}{n:1-200}号的井盖被水顶开漂到路边，水面一片浑，根本看不出井口在哪里。',
          '雨后{road}{n:1-200}号的井口敞着，盖子冲到{n:5-20}米外，骑车的差点掉下去，请赶快盖上。',
        ],
        remarks: ['找到井盖，先插警示杆，水退了马上复位。'],
        replies: [
          '{road}{n:1-200}号被顶开的井盖已复位并换成带锁扣的泄压井盖，水大时只泄气不掀盖。低洼路段{n:6-20}座井同批改装，井下全部装了防坠网，下次暴雨我们先派人守在这里。',
        ],
        praise: ['换成锁扣的，大雨天心里有底。'],
        photosBefore: 'missingManhole',
        photosAfter: 'coveredManhole',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '盖好了，周边砖还没补平。' },
      { rating: '不满意', text: '盖是盖了，车压过去还是响。' },
    ],
  },
  {
    category: 'road.lamp',
    weight: 6,
    months: [10, 11, 12, 1, 2],
    urgency: '一般',
    cases: [
      {
        picks: {
          time: ['昨晚八点左右', '昨晚散步时', '前天晚上', '昨晚回家路上'],
          fear: ['下夜班的女工不敢走', '晚自习的学生要家长接', '散步的老人怕绊倒', '骑车看不清路边石头'],
          why: ['电缆接头进水', '控制箱跳闸', '线路被施工挖断', '灯头老化'],
        },
        titles: ['{road}{n:3-9}盏路灯连着不亮', '{road}路灯一盏不亮'],
        words: [
          '{road}{n:1-200}号起连着{n:3-9}盏路灯不亮，整段黑漆漆的，{fear}，已经好几天了。',
          '{time}从{road}走过，{n:3-9}盏灯一盏不亮，{fear}，请来修一修。',
        ],
        remarks: ['晚上到现场数了，{n:3-9}盏不亮，初步判断{why}。', '已断电查线，今晚先放两盏临时灯。'],
        replies: [
          '{road}的{n:3-9}盏路灯今晚全部亮起，原因是{why}。维护班把这一路的接头都重新做了防水，修好前先摆了临时灯。灯杆上有编号，下次报编号，两天内来修。',
        ],
        praise: ['当晚就有临时灯，第二天全亮。'],
        photosBefore: 'brokenLamp',
        photosAfter: 'litLamp',
      },
      {
        picks: { use: ['去公厕', '去晒场', '倒垃圾', '接孩子', '赶早集'] },
        titles: ['{village}进村路没有路灯', '{village}夜路太黑盼装灯'],
        words: [
          '{village}进村那段路有{n:300-900}米没有路灯，老人夜里{use}打手电，边上就是水沟，盼着装几盏。',
          '{time}到{village}，村民说夜里{use}摸黑走，{n:2-5}个人掉过沟，问能不能装太阳能灯。',
        ],
        remarks: ['夜里走了一遍，无灯路段{n:300-900}米，没有电源，装太阳能灯合适。'],
        replies: [
          '{village}进村路{n:300-900}米无灯路段已装太阳能路灯{n:12-30}盏，阴雨天能亮三晚，临沟一侧加了反光道钉。灯由村网格员管，坏了扫灯杆上的码，三天内有人来。',
        ],
        praise: ['村里老人夜里走路不用打手电了。'],
        photosBefore: 'brokenLamp',
        photosAfter: 'litLamp',
      },
      {
        picks: {
          time: ['昨晚八点左右', '昨晚散步时', '前天晚上', '昨晚回家路上'],
          bad: ['白天亮着晚上灭', '天黑了一个钟头才亮', '半夜十二点就全灭', '一闪一闪像要断电'],
        },
        titles: ['{road}路灯{bad}', '{road}路灯时间不对'],
        words: [
          '{road}的路灯{bad}，电也费了，路也黑，{community}的人提过几次。',
          '{time}又看到{road}的路灯{bad}，是不是控制的钟走乱了，请调一调。',
        ],
        remarks: ['开箱看了，时控器走偏{n:20-90}分钟，换新的。'],
        replies: [
          '{road}路灯{bad}，是时控器老化走偏，已换成按光线和日落时间联动的控制器，天一暗就亮，天亮即灭。同一控制箱下的{n:20-60}盏一起校准，夜里复看三晚正常。',
        ],
        praise: ['不早不晚，天黑就亮，省电又放心。'],
        photosBefore: 'brokenLamp',
        photosAfter: 'litLamp',
      },
      {
        kinds: ['街道', '镇'],
        picks: { time: ['昨晚八点左右', '昨晚散步时', '前天晚上', '昨晚回家路上'], place: ['后门小路', '楼间过道', '健身角', '停车棚'] },
        titles: ['{community}{place}灯太暗', '{community}{place}庭院灯坏了'],
        words: [
          '{community}{place}的庭院灯坏了{n:3-10}盏，剩下的也昏昏暗暗，{time}有位老人踩空扭了脚。',
          '{community}{place}一到晚上黑得看不清台阶，灯罩里全是虫和水，住户想请人来换一换。',
        ],
        remarks: ['查了{n:10-24}盏，坏{n:3-10}盏，灯罩进水。'],
        replies: [
          '{community}{place}的庭院灯换了{n:3-10}盏，灯罩加了密封圈，台阶边缘补了感应脚灯。这里没有物业，电费和维护由社区兜底，网格员每周三夜里转一圈，坏了当周换。',
        ],
        praise: ['台阶看得清，老人晚上敢下楼了。'],
        photosBefore: 'brokenLamp',
        photosAfter: 'litLamp',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '亮了，有一盏偏暗。' },
      { rating: '不满意', text: '亮了两晚又灭了。' },
    ],
  },
  {
    category: 'road.guardrail',
    weight: 3,
    urgency: '较急',
    cases: [
      {
        picks: { rail: ['中央护栏', '机非隔离栏', '人行道护栏'] },
        titles: ['{road}{n:1-200}号{rail}被撞倒', '{road}{rail}倒在路面上'],
        words: [
          '{time}{road}{n:1-200}号的{rail}被撞倒{n:2-6}节，横在路边，断口翘着，夜里没有反光，我差点蹭上。',
          '{road}{n:1-200}号{rail}倒了{n:2-6}节，铁管朝着非机动车道，骑车的低头躲，请先拖开。',
        ],
        remarks: ['到场，先把倒下的{n:2-6}节拖开，断口套锥桶，开爆闪灯。'],
        replies: [
          '{road}{n:1-200}号的{rail}残件当晚清走，第二天换好{n:2-6}节，脚座重新打孔固定，贴了反光膜。肇事车辆由交警查到，费用走保险。这里转弯视线差，顺手加了一块导向牌。',
        ],
        praise: ['夜里也有人来清，第二天就装好。'],
        photosBefore: 'damagedGuardrail',
        photosAfter: 'newGuardrail',
      },
      {
        picks: {},
        titles: ['{road}护栏脚座锈断歪斜', '{road}{n:1-200}号护栏一推就倒'],
        words: [
          '{road}{n:1-200}号一段护栏脚座锈断了，一推就晃，靠在上面等车的人多，{time}有孩子差点翻出去。',
          '{road}的护栏歪歪扭扭，{n:1-200}号附近脚座锈穿{n:4-14}个，用铁丝绑着，风大就倒。',
        ],
        remarks: ['逐个摇了，锈断{n:4-14}个，先用钢管临时撑住。'],
        replies: [
          '{road}护栏锈断的{n:4-14}个脚座已全部换成铸铁镀锌件，歪斜的{n:20-80}米重新校直。今后每季度查一次脚座、每年除锈一次，巡查单挂在路段牌上，您随时可以对。',
        ],
        praise: ['一推不动了，等车的人能靠一靠。'],
        photosBefore: 'damagedGuardrail',
        photosAfter: 'newGuardrail',
      },
      {
        picks: { gap: ['菜场口', '学校对面', '公交站旁', '小区出口'] },
        titles: ['{road}{gap}护栏缺口行人乱穿', '{road}护栏少了一段'],
        words: [
          '{road}{gap}护栏缺了一段，行人都从缺口横穿，{time}一个老人走到路中间，两边车都急刹。',
          '{road}{gap}的护栏拆了{n:2-5}米一直没补回去，大家图近钻过去，很危险。',
        ],
        remarks: ['站了二十分钟，{n:15-60}个人从缺口过，先拦上，引到斑马线。'],
        replies: [
          '{road}{gap}的护栏缺口已补上{n:2-5}米。大家从这里过，是因为最近的斑马线要走{n:120-300}米，交警到场看过，同意在{gap}增设一道带安全岛的斑马线，标线今晚划好，两头有减速提示。',
        ],
        praise: ['堵上缺口又开了斑马线，想到了根子。'],
        photosBefore: 'damagedGuardrail',
        photosAfter: 'newGuardrail',
      },
      {
        picks: { post: ['隔离柱', '石墩', '防撞桶', '挡车桩'] },
        titles: ['{road}{post}被撞歪', '{road}人行道{post}缺失车上人行道'],
        words: [
          '{road}{n:1-200}号人行道口的{post}被撞飞{n:2-4}个，汽车直接开上人行道停，盲道也被占了。',
          '{time}看到{road}{n:1-200}号的{post}倒在路边，螺栓露在地上，电动车轮胎扎破过。',
        ],
        remarks: ['露出的螺栓先锯平，{post}缺{n:2-4}个，仓库有货。'],
        replies: [
          '{road}{n:1-200}号的{post}补齐{n:2-4}个，改成可回弹的，撞了能复位，不再留下螺栓头。停上人行道的车已劝离，沿街{n:10-40}个桩查了一遍，间距也调到轮椅能过。',
        ],
        praise: ['车上不去了，轮椅也能过。'],
        photosBefore: 'damagedGuardrail',
        photosAfter: 'newGuardrail',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '修好了，颜色和旧的不一样。' },
      { rating: '不满意', text: '只摆了锥桶，一直没装。' },
    ],
  },
  {
    category: 'road.sign',
    weight: 4,
    urgency: '较急',
    cases: [
      {
        picks: { wrong: ['时亮时灭', '一直是红灯', '东西向不亮', '倒计时不走'] },
        titles: ['{road}路口红绿灯{wrong}', '{road}信号灯坏了没人指挥'],
        words: [
          '{road}路口的红绿灯{wrong}，早高峰全靠大家互相让，{time}两辆电动车撞在一起。',
          '{time}经过{road}路口，红绿灯{wrong}，公交司机说{n:3-9}天了，右转的大车很吓人。',
        ],
        remarks: ['到场疏导，设施组的人在查，信号机{wrong}属实。'],
        replies: [
          '{road}路口信号灯{wrong}，是信号机受潮，主板当天换新，机箱加了除湿。修好前早晚高峰有辅警疏导。趁检修重新配时，主要方向直行延长{n:5-12}秒，连看三天，排队短了一半。',
        ],
        praise: ['等的时候有人指挥，修好更顺了。'],
        photosBefore: 'brokenSign',
        photosAfter: 'fixedSign',
      },
      {
        picks: { where: ['菜场口', '医院门口', '老年活动室前', '公交站对面'] },
        titles: ['{road}{where}斑马线磨没了', '{road}{where}过街看不清标线'],
        words: [
          '{road}{where}的斑马线磨得看不见，老人提着东西过马路，车子也不减速，我站了十分钟没有一辆停。',
          '{time}陪一位老人过{road}{where}，标线全没了，走到路中间心里发慌，请重新划一划。',
        ],
        remarks: ['标线反光不够，路面也有啃边，今晚补了就划。'],
        replies: [
          '{road}{where}的斑马线已用反光热熔标线重划，两端加减速带和“减速让行”牌。我们测了划线前后的车速，平均每小时降了{n:8-16}公里，高峰时另有志愿者扶老人过街，先做三个月。',
        ],
        praise: ['今早去看，车子真的停下来让人了。'],
        photosBefore: 'wornMarking',
        photosAfter: 'freshMarking',
      },
      {
        picks: {},
        titles: ['{community}出口缺一面凸面镜', '{community}出口看不到来车'],
        words: [
          '{community}的车出来左右都看不到，开到{road}中间才看见来车，去年蹭过{n:2-6}回，建议装面凸面镜。',
          '{community}出口被围墙和绿化挡着，开车的探头也看不见{road}上的车，{time}又蹭了一辆。',
        ],
        remarks: ['坐车里试了，视线被绿篱挡{n:2-4}米，镜子装在对面合适。'],
        replies: [
          '{community}出口对面已装两面凸面镜，两侧来车都看得清；出口绿篱降到六十厘米，{road}上划了让行线和慢行字。安装前请几位住户坐车里试看，调了两次角度。',
        ],
        praise: ['镜子一装，出门不用再探头。'],
        photosBefore: 'brokenSign',
        photosAfter: 'fixedSign',
      },
      {
        picks: { age: ['老人', '带孩子的', '拄拐的'] },
        titles: ['{road}绿灯太短老人过不完', '{road}路口绿灯时间不够'],
        words: [
          '{road}路口绿灯只有{n:12-19}秒，{age}走到一半就红了，只好站在中间，车从前后过。',
          '{time}在{road}路口数了，绿灯{n:12-19}秒，{age}要走两次才能过去，希望延长一点。',
        ],
        remarks: ['掐表{n:12-19}秒，路宽{n:22-36}米，确实不够。'],
        replies: [
          '{road}路口行人绿灯在原来{n:12-19}秒上加了{n:8-14}秒，早晚高峰再多四秒，中间补划二次过街等待区。交警看了三天数据，机动车排队没有明显变长，行人抢红灯少了一多半。',
        ],
        praise: ['走得从容了，不用站在路中间。'],
        photosBefore: 'wornMarking',
        photosAfter: 'freshMarking',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '修好了，等得久了些。' },
      { rating: '不满意', text: '答复说已修，我去看还是老样子。' },
    ],
  },
  {
    category: 'road.sidewalk',
    weight: 5,
    kinds: ['街道', '镇'],
    urgency: '一般',
    cases: [
      {
        picks: { who: ['推婴儿车的妈妈', '拄拐的老人', '放学的孩子', '送货的三轮'] },
        titles: ['{road}{n:1-200}号人行道砖松动', '{road}人行道一踩溅水'],
        words: [
          '{road}{n:1-200}号前的人行道砖松了一大片，下雨一踩一身泥水，{who}都绕到马路上走。',
          '{time}在{road}{n:1-200}号走，砖一块块会翘，{who}被绊过，请来铺一铺。',
        ],
        remarks: ['量了，松砖{n:10-40}平方米，先抽掉翘得高的。'],
        replies: [
          '{road}{n:1-200}号人行道翻铺{n:10-40}平方米，换了{n:20-120}块砖，垫层重新夯实、砖缝灌砂，隔天开放。完工后用轮椅推了一遍，又找出{n:1-4}处高低差，当天削平。',
        ],
        praise: ['走上去稳当，下雨也不溅水了。'],
        photosBefore: 'brokenSidewalk',
        photosAfter: 'evenSidewalk',
      },
      {
        picks: {},
        titles: ['{road}盲道断头通到花坛', '{road}{n:1-200}号盲道砖缺损'],
        words: [
          '{road}{n:1-200}号一带盲道砖缺了{n:6-20}块，走到花坛就断了头，住在{community}的一位视障居民不敢走这段。',
          '{time}陪{community}一位看不见的居民走{road}，盲道到{n:1-200}号突然没了，前面是个花坛。',
        ],
        remarks: ['请居民一起走了一遍，问题{n:2-4}处，记在图上。'],
        replies: [
          '{road}{n:1-200}号的盲道翻铺{n:15-60}米，花坛退了{n:40-80}厘米把断头接通，占压盲道的车架移开。完工请那位居民自己走了一趟，全程不用人扶。其余主街盲道月底前查完列清单。',
        ],
        praise: ['请用盲道的人来验收，难得。'],
        photosBefore: 'brokenSidewalk',
        photosAfter: 'evenSidewalk',
      },
      {
        picks: { tree: ['香樟', '悬铃木', '榕树'] },
        titles: ['{road}树根把人行道拱起', '{road}{n:1-200}号人行道像搓板'],
        words: [
          '{road}的{tree}根把砖拱起来，{n:1-200}号这一片高高低低像搓板，{time}一位老人摔了膝盖。',
          '{road}{n:1-200}号前{n:3-9}棵{tree}的根拱翻了人行道，不砍树能不能想个法子铺平。',
        ],
        remarks: ['园林的人一起看了，根不能砍，改透水铺装。'],
        replies: [
          '{road}{n:1-200}号前{n:3-9}棵{tree}的树池加大，人行道改成高出树根的透水缓坡铺装，轮椅能过，树也没伤根。拱起的{n:10-36}平方米全部铺平，园林班以后每年看一次根。',
        ],
        praise: ['没砍树就把路铺平了，想得周到。'],
        photosBefore: 'brokenSidewalk',
        photosAfter: 'evenSidewalk',
      },
      {
        picks: { shop: ['装修拉料', '拉混凝土', '搬货卸货'] },
        titles: ['{road}人行道被车压坏没人修', '{road}{n:1-200}号路缘石断裂'],
        words: [
          '{road}{n:1-200}号{shop}的车开上人行道，砖压碎一片，路缘石断了{n:2-6}块，人走了没人修。',
          '{road}{n:1-200}号的路缘石碎了露着尖角，是{shop}压的，{time}电动车胎扎了。',
        ],
        remarks: ['调了监控，找到{shop}的那辆车，责任方已答应赔。'],
        replies: [
          '{road}{n:1-200}号压坏的人行道由责任方出钱恢复，铺砖{n:6-24}平方米、换路缘石{n:2-6}块，养护班验收。口子上加了两个挡车桩；今后临街装修先登记、先交恢复押金，完工验好再退。',
        ],
        praise: ['谁压坏谁修，又立了规矩。'],
        photosBefore: 'brokenSidewalk',
        photosAfter: 'evenSidewalk',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '修平了，新砖颜色浅一些。' },
      { rating: '不满意', text: '补了三块，旁边还是松的。' },
    ],
  },
  {
    category: 'city.garbage',
    weight: 7,
    months: [6, 7, 8, 9],
    urgency: '一般',
    cases: [
      {
        picks: { harm: ['苍蝇成团', '臭味飘到二楼', '野猫翻得满地都是', '汤水流到人行道上'] },
        titles: ['{community}垃圾桶天天满溢', '{community}门口垃圾点下午就满'],
        words: [
          '{community}门口{n:3-6}只垃圾桶每天下午就满，袋子堆在桶外，{harm}，能不能多收一趟。',
          '{time}路过{community}，门口的垃圾点又满了，{harm}，住户说早上收一趟不够用。',
        ],
        remarks: ['到时已满，先叫机动车来收一趟，地面冲洗。'],
        replies: [
          '{community}的垃圾当天清净、地面冲洗消杀。满溢的原因是周边{n:3-8}家早餐店厨余混投，现改为上门收，清运由一天一次加到{n:2-3}次。请您盯两周，下午还满我们再加密。',
        ],
        praise: ['找到了源头，下午也不满了。'],
        photosBefore: 'overflowingBins',
        photosAfter: 'tidyBins',
      },
      {
        kinds: ['街道', '镇'],
        picks: { big: ['旧沙发床垫', '旧马桶和碎地砖', '木板门板', '旧衣柜'] },
        titles: ['{community}门口大件垃圾堆路边', '{community}装修垃圾没处放'],
        words: [
          '{community}门口的路边堆着{big}，占了半条人行道，{n:3-12}天没人收，问物业说不归他管。',
          '{community}装修的人家多，{big}往路边一扔，{time}又多了一堆，轮椅推不过去。',
        ],
        remarks: ['清点{n:2-6}车，大件车两小时内到，先围起来。'],
        replies: [
          '{community}门口的{big}清走{n:2-6}车。小区空地上划了大件和装修垃圾暂存点，扫码预约、按车收费，两天内拉走，装修登记时一并告知。偷倒到路边的，按监控查到{n:1-3}户，都已自行清走。',
        ],
        praise: ['有地方放、有人来拉，就不乱扔了。'],
        photosBefore: 'overflowingBins',
        photosAfter: 'tidyBins',
      },
      {
        picks: { place: ['桥洞下', '围墙外', '断头路上', '停车场角落'] },
        titles: ['{road}{place}有人偷倒垃圾', '{road}{place}成了垃圾堆'],
        words: [
          '{road}{place}不知谁夜里来倒垃圾，越堆越大，{time}看到还有建筑渣土和油漆桶，气味很冲。',
          '{place}本来是块空地，现在从{road}望过去一片白色垃圾，刮风满街飞，请清掉再想办法看住。',
        ],
        remarks: ['量大概{n:4-14}车，油漆桶单独收，调监控查车。'],
        replies: [
          '{road}{place}的垃圾清走{n:4-14}车，油漆桶交有资质的单位处置。监控查到夜里来倒的车，当事人已罚款并承担清运费。空地平整后改成{n:8-24}个临时车位，有人有灯，没有再被偷倒。',
        ],
        praise: ['清完变成停车位，一举两得。'],
        photosBefore: 'overflowingBins',
        photosAfter: 'tidyBins',
      },
      {
        kinds: ['街道', '镇'],
        picks: {},
        titles: ['{community}分类亭太远老人不方便', '{community}撤桶后乱放垃圾袋'],
        words: [
          '{community}撤桶并点以后，最远的楼离桶点要走{n:200-500}米，腿脚不好的老人把垃圾袋放在楼道口，天热发臭。',
          '自从撤了桶，{community}楼下到处是垃圾袋，{time}老人跟我说，离桶点要走{n:200-500}米，实在走不动。',
        ],
        remarks: ['走了一遍，最远的楼确实离桶点要走{n:200-500}米，画了图。'],
        replies: [
          '{community}在远端补设了一处小型分类亭，最远的楼走过去不到{n:80-150}米，亭里有洗手池和灯。八十岁以上和行动不便的{n:9-40}户登记上门收，早晚各一次。开放时间延到晚上九点，照顾晚下班的人。',
        ],
        praise: ['老人有人上门收，想到点子上了。'],
        photosBefore: 'overflowingBins',
        photosAfter: 'tidyBins',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '清了，希望班次真的加上。' },
      { rating: '不满意', text: '清走当晚又堆上了。' },
    ],
  },
  {
    category: 'city.vendor',
    weight: 4,
    kinds: ['街道', '镇'],
    urgency: '一般',
    cases: [
      {
        picks: { time: ['昨晚八点左右', '昨晚散步时', '前天晚上', '昨晚回家路上'], what: ['水果摊', '烧烤摊', '炒粉车', '小吃车'] },
        titles: ['{road}夜里{what}占道', '{road}夜摊扰民'],
        words: [
          '{road}{n:1-200}号一带晚上{what}一字排开，{n:6-18}个摊占了人行道，油水倒进雨水口，闹到半夜。',
          '{time}从{road}走，{what}占了非机动车道，喇叭一个比一个响，楼上有老人孩子睡不着。',
        ],
        remarks: ['到场{n:6-18}个摊，先退到黄线内，雨水口盖滤网。'],
        replies: [
          '{road}的{n:6-18}户{what}逐户谈过，大半进了旁边停车场的夜间集市，有水电、有隔油池，晚上十一点收摊。人行道和雨水口已清洗，执法队每晚九点到十一点在场，连守两周。',
        ],
        praise: ['既让出了路，又给人留了饭碗。'],
        photosBefore: 'streetVendors',
        photosAfter: 'clearedStall',
      },
      {
        picks: { goods: ['青菜', '鱼虾', '杨梅桃子', '禽蛋'] },
        titles: ['{road}成了马路菜场', '{road}路边卖菜堵路'],
        words: [
          '早上{road}两边都是卖{goods}的三轮车，公交进站只能停在路中间，我数了一下有{n:12-30}辆。',
          '{road}上卖{goods}的多是附近农户，菜新鲜，就是把路堵死了，给他们找个地方最好。',
        ],
        remarks: ['数了{n:12-30}辆，一大半是附近村民，问了愿意搬。'],
        replies: [
          '{road}上卖{goods}的{n:12-30}户，自产自销的进菜场外广场，划了{n:10-26}个免费摊位，早五点到八点半；其余进菜场，空摊位减租三成。路口有人引导，八点半准时清扫，公交已能靠站。',
        ],
        praise: ['有疏有堵，菜也买得方便。'],
        photosBefore: 'streetVendors',
        photosAfter: 'clearedStall',
      },
      {
        picks: { shop: ['五金店', '水果店', '早餐店', '电动车行'] },
        titles: ['{road}{n:1-200}号{shop}出店经营', '{road}店家把货摆到人行道'],
        words: [
          '{road}{n:1-200}号{shop}把货摆出来一大截，人行道只剩一条缝，{time}推轮椅的走到马路上去。',
          '{road}一排店面都往外摆，{n:1-200}号{shop}最厉害，雨棚也搭出来了，消防栓都看不见。',
        ],
        remarks: ['当面劝，{shop}当场收了一半，消防栓先让出来。'],
        replies: [
          '{road}{n:3-12}家店的货全部收回店内，{n:1-200}号{shop}的外伸雨棚已自行拆除。沿街划了退店线，店主互相看管，三次越线的按规定处罚。消防栓前留出一米五，网格员每天拍一张照。',
        ],
        praise: ['人行道走得开了，店家也认规矩。'],
        photosBefore: 'streetVendors',
        photosAfter: 'clearedStall',
      },
      {
        picks: { gate: ['校门口', '医院门口', '车站门口', '公园门口'] },
        titles: ['{road}{gate}摊点围堵', '{road}{gate}流动摊太多'],
        words: [
          '{road}{gate}一到放学下班就围满流动摊，孩子买了边走边吃，竹签扔一地，救护车进出都难。',
          '{time}经过{road}{gate}，{n:5-15}个流动摊堵住大门，油锅旁边就是排队的孩子，看着揪心。',
        ],
        remarks: ['先把{gate}五十米内清开，油锅熄火。'],
        replies: [
          '{road}{gate}五十米内划为禁摊区，{n:5-15}个流动摊已搬到侧面小广场，市场监管所查了证照和用油，{n:1-4}个不合格的停业。高峰时段有人守，四周补了垃圾桶，地面每晚冲洗。',
        ],
        praise: ['门口清爽了，也查了用油，家长放心。'],
        photosBefore: 'streetVendors',
        photosAfter: 'clearedStall',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '白天好了，夜里还有零星几个。' },
      { rating: '不满意', text: '执法车一走又摆出来。' },
    ],
  },
  {
    category: 'city.ads',
    weight: 3,
    urgency: '一般',
    cases: [
      {
        kinds: ['街道', '镇'],
        picks: { what: ['通下水', '开锁', '租房', '贷款'] },
        titles: ['{community}楼道贴满{what}小广告', '{community}{n:2-18}幢楼道小广告成片'],
        words: [
          '{community}{n:2-18}幢楼道里{what}的小广告一层叠一层，墙上、门上、消防箱上都是，撕了又贴。',
          '{time}到{community}，{n:2-18}幢的住户指给我看，新刷的墙又被{what}小广告盖满了，老人还差点上当。',
        ],
        remarks: ['清了一个单元，其余今天清完，号码都记下了。'],
        replies: [
          '{community}{n:6-20}个单元的小广告全部铲除并刷白，{n:30-120}个号码移交停机。每个单元装了便民信息栏，通水、开锁的登记核实后统一公布。楼道长发现新贴的，拍照即清，不过夜。',
        ],
        praise: ['墙白了，还有正规电话可找。'],
        photosBefore: 'messyAds',
        photosAfter: 'cleanWall',
      },
      {
        picks: { sign: ['旧广告牌', '破店招', '铁皮灯箱'] },
        titles: ['{road}{n:1-200}号{sign}快掉下来', '{road}{sign}松脱悬空'],
        words: [
          '{road}{n:1-200}号外墙有块{sign}脱了一角，风一吹哐哐响，底下是人行道，砸下来不得了。',
          '一刮风，{road}{n:1-200}号的{sign}晃得厉害，店早就关了，找不到人管。',
        ],
        remarks: ['到了，底下拉警戒，高空车下午到。'],
        replies: [
          '{road}{n:1-200}号的{sign}属无主牌，当天用高空车拆除。整条街{n:18-50}块店招逐块拉了一遍，无主的{n:2-6}块同拆，锈蚀的{n:2-8}块由店家本周加固，台风前再复查一次。',
        ],
        praise: ['当天就拆，街上别的也查了。'],
        photosBefore: 'messyAds',
        photosAfter: 'cleanWall',
      },
      {
        picks: { paint: ['电杆和变电箱', '桥墩和围墙', '公交站牌和垃圾桶'] },
        titles: ['{road}喷涂的黑广告擦不掉', '{road}{paint}被乱喷'],
        words: [
          '{road}的{paint}被喷了一串电话号码，油漆洗不掉，从{n:1-200}号往前{n:8-30}处都有，很难看。',
          '{time}发现{road}的{paint}又新喷了号码，还是红漆，旁边就是学校，影响不好。',
        ],
        remarks: ['试了除漆剂，擦不净的要打磨，号码都记下了。'],
        replies: [
          '{road}上{n:8-30}处喷涂已打磨覆盖，{paint}刷了防粘涂料，再喷一擦就掉。号码移交停机{n:4-20}个，调监控找到喷的人，由他自己清洗了一天，并按规定处罚。',
        ],
        praise: ['刷了防粘的，这回真管用。'],
        photosBefore: 'messyAds',
        photosAfter: 'cleanWall',
      },
      {
        picks: { old: ['去年的横幅', '褪色的宣传画', '烂掉的彩旗'] },
        titles: ['{road}{old}没人收', '{road}旧横幅破损难看'],
        words: [
          '{road}上{old}还挂着，{n:3-12}处，破成一条一条，绳子垂到头顶，看着不像样。',
          '{road}上的{old}挂了大半年，{n:3-12}处都褪了色，游客来了拍照都绕开，请收一收。',
        ],
        remarks: ['收了{n:3-12}处，绳子也剪了。'],
        replies: [
          '{old}已全部收走，{road}清理{n:3-12}处，绳结一并剪除。今后挂横幅的单位登记到期日，到期由挂的人自己收，超三天由网格员催，再不收的由镇街代拆。',
        ],
        praise: ['收干净了，还定了谁挂谁收。'],
        photosBefore: 'messyAds',
        photosAfter: 'cleanWall',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '处理了，收尾不够干净。' },
      { rating: '不满意', text: '没几天又回来了。' },
    ],
  },
  {
    category: 'city.muck',
    weight: 2,
    urgency: '较急',
    cases: [
      {
        picks: { from: ['工地出口', '货场门口', '取土点'] },
        titles: ['{road}渣土车带泥上路', '{road}{from}一路泥浆'],
        words: [
          '{road}旁{from}的车不冲轮胎就上路，晴天一路灰、雨天一路浆，{time}摩托车打滑摔了人。',
          '住在{community}的人说，{from}的车一天{n:40-150}趟，{road}从来没干净过，关着窗也一层灰。',
        ],
        remarks: ['守了两小时，{n:12-30}辆里{n:5-11}辆带泥，洗车台坏了。'],
        replies: [
          '{from}的洗车台失修，责令停运半天修好，{n:5-11}辆未冲洗未密闭的立案处罚。出口装了探头，没冲洗抬不了杆；{road}由施工单位出钱每天冲扫三遍，连查七天，带泥车降到零到一辆。',
        ],
        praise: ['从出口管住，比天天洒水强。'],
        photosBefore: 'muckSpill',
        photosAfter: 'sweptRoad',
      },
      {
        picks: { stuff: ['碎石子', '黄沙', '混凝土块', '砖渣'] },
        titles: ['{road}洒落{stuff}没人清', '{road}{n:1-200}号路面一堆{stuff}'],
        words: [
          '{time}{road}{n:1-200}号前撒了一大摊{stuff}，车轮一压往外蹦，打到路边的人，请先清掉。',
          '{road}从{n:1-200}号开始{stuff}撒了{n:50-200}米，骑车根本不敢走，是夜里货车颠下来的。',
        ],
        remarks: ['清扫车已来，先清出一半路，人引导绕行。'],
        replies: [
          '{road}{n:1-200}号前的{stuff}一小时内清走，{n:50-200}米路面扫净冲洗。调监控找到了车，是后挡板没关严，车主承担清扫费并受处罚，所在车队{n:6-20}辆车的挡板全部查过。',
        ],
        praise: ['清得快，还按监控找到了车。'],
        photosBefore: 'muckSpill',
        photosAfter: 'sweptRoad',
      },
      {
        picks: {},
        titles: ['{road}罐车滴漏泥浆', '{road}路面结了水泥疙瘩'],
        words: [
          '{road}{n:1-200}号这段有混凝土罐车滴漏，路面结了一道道水泥疙瘩，电动车骑过直打晃。',
          '{time}跟在一辆罐车后面，灰浆一路往下滴，{road}上鼓起一条硬埂，下雨更滑。',
        ],
        remarks: ['疙瘩要用铣刀铲，先撒防滑砂。'],
        replies: [
          '{road}上的水泥疙瘩已铲除{n:60-300}米，路面冲洗。附近搅拌站的{n:8-24}辆罐车装了接浆斗，出站逐车看；没装的不准出站。搅拌站签了路面保洁承诺，每天早晚派人巡这段路。',
        ],
        praise: ['铲得平整，出站就装接浆斗，好。'],
        photosBefore: 'muckSpill',
        photosAfter: 'sweptRoad',
      },
      {
        picks: { hour: ['夜里十一点以后', '凌晨三四点', '中午'] },
        titles: ['{road}泥头车{hour}抛洒', '{road}夜间工程车抛洒扰民'],
        words: [
          '{road}的泥头车{hour}成队地跑，不盖篷布，土洒一路，车速又快，两边住户睡不好。',
          '选民拍了视频，{hour}{road}上一队车{n:8-25}辆都没盖布，早上起来满街是土。',
        ],
        remarks: ['{hour}设了点，{n:8-25}辆查了，没盖的当场盖。'],
        replies: [
          '{road}{hour}设固定检查点，{n:8-25}辆逐车登记，{n:2-7}辆未密闭的处罚并停运三天。核准证改了线路和时间，不再从住宅楼前过；早上五点加洒一遍水，七点前扫完。',
        ],
        praise: ['改了线路，夜里总算能睡。'],
        photosBefore: 'muckSpill',
        photosAfter: 'sweptRoad',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '冲干净了，雨天还要看。' },
      { rating: '不满意', text: '查了一天，第二天照旧。' },
    ],
  },
  {
    category: 'city.toilet',
    weight: 3,
    urgency: '一般',
    cases: [
      {
        picks: { bad: ['水龙头坏了两个', '蹲位的门掉了', '冲水按了没反应', '地漏堵了'] },
        titles: ['{road}公厕{bad}', '{road}公厕坏了没人修'],
        words: [
          '{road}的公厕{bad}，地上常年是湿的，晚上灯也暗，老人进去怕滑。',
          '{time}去了{road}的公厕，{bad}，味道冲得站不住，来往的人又多。',
        ],
        remarks: ['到了，{bad}，能换的今天换完。'],
        replies: [
          '{road}公厕的问题当天修好，地面重做了防滑层，灯换成感应灯。保洁由每天两次调到{n:4-6}次，保洁表挂在门口，每次签时间，督导员不定时来对，没签的扣当月费用。',
        ],
        praise: ['地干了，灯亮了，味道也没了。'],
        photosBefore: 'dirtyToilet',
        photosAfter: 'cleanToilet',
      },
      {
        picks: { until: ['晚上七点', '下午五点半', '晚上八点'] },
        titles: ['{road}公厕关门太早', '{road}公厕{until}就锁'],
        words: [
          '{road}的公厕{until}就锁门，跳舞散步的人正多，找不到地方，只好往草丛里去，太不像话。',
          '{time}在{road}，几位老人问我，公厕{until}就关，能不能晚点锁，晚饭后才是用的时候。',
        ],
        remarks: ['管理员说怕夜里被破坏，装监控灯就能开。'],
        replies: [
          '{road}公厕开放时间改为早五点到晚十一点，门口加了灯和监控，夜里由巡逻队顺道看一眼。沿线{n:3-7}座公厕同样延时，时间牌换新。一个月后看使用情况，确有需要的改成二十四小时。',
        ],
        praise: ['晚上也能用了，散步的人都叫好。'],
        photosBefore: 'dirtyToilet',
        photosAfter: 'cleanToilet',
      },
      {
        picks: { junk: ['拖把水桶', '清洁工的铺盖', '旧桌椅'] },
        titles: ['{road}公厕第三卫生间堆杂物', '{road}无障碍厕位打不开'],
        words: [
          '{road}公厕的第三卫生间锁着，里面堆满{junk}，带老人孩子的、坐轮椅的都用不上。',
          '{time}陪一位坐轮椅的居民去{road}公厕，无障碍厕位放着{junk}，只好憋着回家。',
        ],
        remarks: ['杂物当场清出来，门锁换成推拉的。'],
        replies: [
          '{road}公厕第三卫生间已腾空恢复使用，门换成推拉门，加装扶手、折叠座和紧急呼叫铃，铃通到管理间。{junk}另找了存放处。全镇街{n:6-18}座公厕同步查，占用的{n:2-5}座都清了出来。',
        ],
        praise: ['坐轮椅的居民试过了，能用。'],
        photosBefore: 'dirtyToilet',
        photosAfter: 'cleanToilet',
      },
      {
        picks: { where: ['菜场旁', '码头旁', '车站旁', '景区口'] },
        titles: ['{road}{where}公厕旺季排长队', '{road}{where}女厕蹲位太少'],
        words: [
          '{road}{where}的公厕一到周末排长队，女厕只有{n:3-5}个蹲位，队伍排到马路边，孩子憋得哭。',
          '{time}看到{road}{where}女厕排了{n:12-30}个人，男厕空着，能不能调一调。',
        ],
        remarks: ['数了半小时，女厕等{n:8-20}分钟，男厕不用等。'],
        replies: [
          '{road}{where}公厕改了一间潮汐厕间，高峰给女厕用，增加蹲位{n:3-6}个；旺季再摆{n:2-4}座移动厕所，排污接市政管。门口装了余位灯，远远能看见。周边{n:2-6}家单位的厕所也挂牌开放。',
        ],
        praise: ['周末再去，不用排队了。'],
        photosBefore: 'dirtyToilet',
        photosAfter: 'cleanToilet',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '修好了，纸还是经常没有。' },
      { rating: '不满意', text: '隔周再去，又和原来一样。' },
    ],
  },
  {
    category: 'green.fallen',
    weight: 3,
    months: [7, 8, 9],
    urgency: '紧急',
    cases: [
      {
        picks: { tree: ['香樟', '法国梧桐', '广玉兰', '水杉'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{road}{n:1-200}号{tree}被风刮倒', '{road}倒树挡住道路'],
        words: [
          '大风刮倒了{road}{n:1-200}号一棵{tree}，横在非机动车道上，骑车的都绕到机动车道里，请马上来清。',
          '{time}{road}一棵{tree}连根倒下，压住半条路，后面堵了一长串，{n:1-200}号的店也进不了人。',
        ],
        remarks: ['到场，{tree}约{n:20-45}厘米粗，先拉警戒、疏导，锯枝车在来。'],
        replies: [
          '{road}{n:1-200}号倒下的{tree}已分段锯开清走，用时{n:1-3}小时，道路恢复。沿线{n:15-40}棵逐一查看，根部松动的{n:2-5}棵打了支撑，树穴本周补种同规格苗木。',
        ],
        praise: ['一早就清完了，没耽误上班。'],
        photosBefore: 'fallenTree',
        photosAfter: 'clearedTree',
      },
      {
        picks: { on: ['电线上', '屋顶上', '停着的车上', '公交站顶上'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{road}断枝砸在{on}', '{road}{n:1-200}号大枝断裂悬着'],
        words: [
          '{time}{road}{n:1-200}号一根大枝断了，搭在{on}，还连着皮，一有风就往下坠，底下走人。',
          '{road}{n:1-200}号的树枝断下来压在{on}，有水桶粗，人不敢从下面过，请带锯来。',
        ],
        remarks: ['底下封了，搭在{on}的先不动，等专业人员一起吊。'],
        replies: [
          '{road}{n:1-200}号断在{on}的大枝已吊离锯碎运走，没有伤到人；受损的财物由保险到现场定了损。这棵树内部有空洞，重剪减重并做了支撑，列为每月看一次的重点树。',
        ],
        praise: ['处置稳当，连保险都帮着叫了。'],
        photosBefore: 'fallenTree',
        photosAfter: 'clearedTree',
      },
      {
        picks: { dead: ['枯死的榆树', '空心的老柳', '蛀空的枫杨'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{community}{dead}怕倒', '{community}{dead}倾斜有危险'],
        words: [
          '{community}门口一棵{dead}斜了，根都露出来了，旁边{n:3-8}户人家一刮风就提心吊胆。',
          '{time}看到{community}门口那棵{dead}又斜了些，掉下来的枝有手臂粗，砸到过一辆车。',
        ],
        remarks: ['敲着是空的，倾斜{n:12-30}度，先拉围挡，车挪开。'],
        replies: [
          '那棵{dead}经园林人员检测，树干空了一大半，已安全移除，树桩刨净补种新苗。移除前在{community}公示了检测结果，居民没有异议。同批检测老树{n:12-36}棵，{n:2-5}棵做支撑加固。',
        ],
        praise: ['悬了好久的心，总算放下了。'],
        photosBefore: 'fallenTree',
        photosAfter: 'clearedTree',
      },
      {
        picks: { block: ['村道', '机耕路', '去学校的路'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{village}倒竹断树堵路', '{village}风后树倒进不了村'],
        words: [
          '台风过后{village}的{block}被倒竹断树堵了{n:2-6}处，村里没有大锯，车出不来，老人要看病。',
          '{time}{village}来电话，{block}上横着一棵大树，校车过不去，请带机械来。',
        ],
        remarks: ['从外往里一段段锯，先通{n:2-3}米宽，救护车能过。'],
        replies: [
          '{village}{block}上的{n:2-6}处倒树倒竹已全部清除，先通一车道，当天下午全通。要看病的老人由村里车先送出去了。镇里给{village}配了两把油锯，教会三名村民使用，下次可以先自救。',
        ],
        praise: ['先通一条道再清全部，次序对。'],
        photosBefore: 'fallenTree',
        photosAfter: 'clearedTree',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '清走了，树坑还空着。' },
      { rating: '不满意', text: '枝条堆在路边好几天没拉。' },
    ],
  },
  {
    category: 'green.branch',
    weight: 5,
    months: [4, 5, 6, 7, 8],
    urgency: '一般',
    cases: [
      {
        picks: { block: ['红绿灯', '指路牌', '限速牌', '公交站牌'] },
        titles: ['{road}树枝挡住{block}', '{road}{block}被枝叶遮住'],
        words: [
          '{time}开车经过{road}{n:1-200}号，{block}被树枝遮得只剩一角，到跟前才看见，差点走错道。',
          '{road}{n:1-200}号前的树长得太密，把{block}挡住大半，外地司机常急刹，请修一修。',
        ],
        remarks: ['到场，挡{block}的是{n:2-5}根侧枝，马上剪。'],
        replies: [
          '{road}{n:1-200}号前的树已修剪，{block}在八十米外看得清，枝条当天粉碎运走。只疏侧枝，留住树荫。同一路上又找出{n:3-9}处遮挡标志的，一并修了，以后春秋各剪一次。',
        ],
        praise: ['老远就看得见，树荫也还在。'],
        photosBefore: 'overgrownBranches',
        photosAfter: 'trimmedBranches',
      },
      {
        kinds: ['街道', '镇'],
        picks: { harm: ['白天也要开灯', '虫子往屋里爬', '风一吹打玻璃', '衣服晒不到太阳'] },
        titles: ['{community}{n:2-18}幢树木遮光', '{community}树枝伸到窗前'],
        words: [
          '{community}{n:2-18}幢楼下的树长到四楼，{harm}，低层老人盼着修一修，又怕剪秃了。',
          '{time}到{community}，{n:2-18}幢住户拉我去看，枝叶贴着窗，{harm}，说了两年没动。',
        ],
        remarks: ['约住户下午在场，剪到哪里当面定。'],
        replies: [
          '{community}{n:2-18}幢前的{n:3-10}棵树，请住户到场一起定高度，修到三楼窗台以下，疏了内膛，{harm}的情况没有了。剪前三天贴了通知，鸟窝留着没动。以后每年秋后修一次。',
        ],
        praise: ['亮堂了，剪得有分寸。'],
        photosBefore: 'overgrownBranches',
        photosAfter: 'trimmedBranches',
      },
      {
        picks: { wire: ['电线', '通信线', '监控线'] },
        titles: ['{road}树枝缠住{wire}', '{road}{n:1-200}号枝条磨{wire}'],
        words: [
          '{road}{n:1-200}号的树枝和{wire}缠在一起，皮都磨破了，下雨天看到冒火星，吓人。',
          '{road}的行道树顶到{wire}，{n:1-200}号前一刮风就啪啪响，楼上灯跟着闪。',
        ],
        remarks: ['先拉警戒，等停电再剪，权属单位{n:20-50}分钟到。'],
        replies: [
          '{road}{n:1-200}号停电{n:1-2}小时，剪除缠线枝条{n:6-18}根，磨破的{wire}换了{n:10-40}米并加护套。停电前挨户通知。这条路树线矛盾有{n:4-12}处，园林和线路两家排了计划，一个月内剪完。',
        ],
        praise: ['断了电再剪，安全第一。'],
        photosBefore: 'overgrownBranches',
        photosAfter: 'trimmedBranches',
      },
      {
        picks: { bam: ['竹子', '杂树', '藤蔓'] },
        titles: ['{village}路边{bam}倒向路面', '{village}弯道{bam}挡视线'],
        words: [
          '{village}弯道里侧的{bam}倒到路面上，会车看不见对面，{time}农用车和小车顶上了。',
          '{village}进村路两边{bam}越长越拢，货车过去刮得哗哗响，后视镜都刮掉过。',
        ],
        remarks: ['会车的弯道先砍开{n:20-60}米，露出视线。'],
        replies: [
          '{village}弯道两侧{bam}清了{n:120-500}米，视线打开到{n:40-80}米，弯顶装了凸面镜和鸣号牌。{bam}的主人家同意每年清两次，误工由村里从养护费里给，不让他们吃亏。',
        ],
        praise: ['弯道看得见对面，开车不慌了。'],
        photosBefore: 'overgrownBranches',
        photosAfter: 'trimmedBranches',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '剪了主要的，侧面还有几枝。' },
      { rating: '不满意', text: '剪得太秃，树都快死了。' },
    ],
  },
  {
    category: 'green.lawn',
    weight: 4,
    urgency: '一般',
    cases: [
      {
        picks: { dust: ['雨天一脚泥', '刮风一层灰', '轮椅推不动'] },
        titles: ['{community}绿地踩出黄土路', '{community}草坪踩秃了'],
        words: [
          '{community}的绿地被踩出一条黄土路，{dust}，大家走这里是因为步道绕得太远。',
          '{community}中间那块草坪踩秃了，{n:40-200}平方米，{dust}，补种过两次都没活。',
        ],
        remarks: ['数了半小时，{n:25-60}个人抄近道，建议铺汀步。'],
        replies: [
          '{community}这条近路大家都走，就顺着修：铺了{n:12-40}米石板汀步，两侧换耐踩草种，补了{n:40-200}平方米，围护一个月。不立“禁止踩踏”，立了一块“走这边”。月底再来看成活。',
        ],
        praise: ['把近路修成正路，这个办法好。'],
        photosBefore: 'bareLawn',
        photosAfter: 'greenLawn',
      },
      {
        picks: { crop: ['葱蒜青菜', '玉米', '南瓜'] },
        titles: ['{community}有人毁绿种菜', '{community}绿地里种{crop}'],
        words: [
          '{community}绿地里有人翻土种{crop}，还浇粪，蚊虫多味道大，邻居劝了几次，差点吵起来。',
          '{time}看到{community}的绿地一块块种着{crop}，灌木都拔了，浇水还接公家的龙头。',
        ],
        remarks: ['找到{n:3-9}户，都是退休老人，当面谈，约月底收菜。'],
        replies: [
          '{community}{n:3-9}户种的{crop}收完后已恢复绿地{n:40-180}平方米，种了本地灌木。社区在空地上另辟了共享菜园{n:12-30}小块，抽签轮种，不许浇生粪。毁绿的大多报了名，没有闹矛盾。',
        ],
        praise: ['给爱种菜的老人找了地方，好。'],
        photosBefore: 'bareLawn',
        photosAfter: 'greenLawn',
      },
      {
        picks: { bug: ['刺蛾', '蚜虫', '天牛', '红蜘蛛'] },
        titles: ['{community}树叶被虫吃光', '{community}树上{bug}成灾'],
        words: [
          '{community}有{n:8-25}棵树的叶子被{bug}吃得只剩梗，虫子掉在行人身上，树下的车上一层黏。',
          '{community}树上{bug}成灾，{time}有孩子碰了起一身红疹，晒的衣服也不敢收。',
        ],
        remarks: ['认过了，是{bug}，今晚十点后打药，白天贴通知。'],
        replies: [
          '{community}的{n:8-25}棵树已分两次防治{bug}，用低毒药剂，夜里十点后作业，提前一天贴了通知、关照住户关窗。七天后复查虫口降到零星几只，受害重的{n:2-5}棵补了营养液。',
        ],
        praise: ['夜里打药还提前通知，想得细。'],
        photosBefore: 'pestLeaves',
        photosAfter: 'treatedTree',
      },
      {
        picks: { bed: ['中央花坛', '路口花箱', '隔离带'] },
        titles: ['{road}{bed}成片枯死', '{road}{bed}杂草齐腰'],
        words: [
          '{road}{bed}的苗枯了一大片，杂草倒长到齐腰高，{time}有人往里扔烟头，冒过烟。',
          '{road}{bed}从春天起就没人打理，枯枝缠着垃圾袋，等红灯的人都看着，脸上无光。',
        ],
        remarks: ['是滴灌管断了{n:2-6}处，不光是没浇水。'],
        replies: [
          '{road}{bed}枯死的{n:80-400}株已换，断掉的滴灌管{n:2-6}处接好，杂草清了{n:60-300}米。养护单位因两个月没巡被扣考核费，合同里加了“枯死七天内补齐”。补种的都换成耐旱品种，夏天不怕晒。',
        ],
        praise: ['枯苗都换了，还治了懒。'],
        photosBefore: 'bareLawn',
        photosAfter: 'greenLawn',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '弄好了，成活还要看。' },
      { rating: '不满意', text: '过一个月又成老样子。' },
    ],
  },
  {
    category: 'green.park',
    weight: 4,
    urgency: '一般',
    cases: [
      {
        picks: { kit: ['漫步机', '扭腰器', '秋千', '单杠'] },
        titles: ['{community}健身点{kit}断了', '{community}健身点{kit}损坏'],
        words: [
          '{community}健身点的{kit}断了一边，还有人在用，{time}一位老人差点摔下来，请先围起来。',
          '{community}健身点的{kit}坏了，铁管露着尖头，孩子在旁边跑，怕划伤人。',
        ],
        remarks: ['先把{kit}拆下断件、围起来，厂家后天到。'],
        replies: [
          '{kit}的断件当天拆除，{n:2-4}天后配件到位修好，螺栓都换成防松的。{community}和周边{n:5-14}个健身点查了{n:30-80}件器材，到年限的{n:2-6}件本月换。每件贴了编号，扫码能报修。',
        ],
        praise: ['当天先拆危险的，老人又能练了。'],
        photosBefore: 'brokenFitness',
        photosAfter: 'fixedFitness',
      },
      {
        picks: { play: ['滑梯', '跷跷板', '攀爬架'] },
        titles: ['{community}{play}有裂口', '{community}儿童{play}不安全'],
        words: [
          '{community}的{play}裂了一道口子，孩子滑下来刮破裤子，底下的软垫也磨得露了水泥。',
          '{time}带孩子在{community}玩，{play}螺丝松了{n:3-8}颗，一晃一晃，家长都拉着不让上。',
        ],
        remarks: ['裂口贴了警示，{play}先停用，垫子量好尺寸。'],
        replies: [
          '{community}的{play}裂口部位整体更换，{n:3-8}颗松螺丝换新并加防松帽，软垫重铺{n:16-50}平方米，摔下来不疼。装好后请第三方按儿童设施标准测过，合格牌挂在旁边，每年测一次。',
        ],
        praise: ['孩子们排着队玩，家长也放心。'],
        photosBefore: 'brokenFitness',
        photosAfter: 'fixedFitness',
      },
      {
        picks: { way: ['木栈道', '观景平台', '亲水步道'] },
        titles: ['{road}{way}木板烂了', '{road}{way}踩空有危险'],
        words: [
          '{road}{way}的木板烂了{n:4-16}块，有的一踩就翘，{time}一位散步的老人一脚踩空扭了脚。',
          '{road}{way}下雨像抹了油，栏杆也松，早晚锻炼的人多，请修一修。',
        ],
        remarks: ['烂板{n:4-16}块，先封住这一段，备用板今天运到。'],
        replies: [
          '{road}{way}烂板换了{n:4-16}块，全部改用防滑竹木，龙骨锈蚀的一起换，栏杆加固{n:20-80}米。施工只封半边，早晚锻炼不受影响。雨后我们又走了一遍，脚下不滑了。',
        ],
        praise: ['换了防滑的，雨天也敢走。'],
        photosBefore: 'brokenFitness',
        photosAfter: 'fixedFitness',
      },
      {
        picks: { seat: ['石凳', '廊架坐凳', '木长椅'] },
        titles: ['{village}公园{seat}坏了没处坐', '{village}公园{seat}破损'],
        words: [
          '{village}公园的{seat}坏了{n:3-9}处，老人走累了没地方坐，只好坐在花坛沿上。',
          '{village}新修的小公园，{seat}不到两年就坏了，问谁修都说过了保修期。',
        ],
        remarks: ['{n:3-9}处，结构没问题，换面板就行。'],
        replies: [
          '{village}公园的{seat}修好{n:3-9}处，改成带靠背和扶手的，老人起身有借力。查了合同，其中一部分仍在质保期内，由施工方免费修。以后公园交给村里一位公益岗，每天看一遍。',
        ],
        praise: ['有靠背有扶手，老人坐得住了。'],
        photosBefore: 'brokenFitness',
        photosAfter: 'fixedFitness',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '修好了两件，还有一件等配件。' },
      { rating: '不满意', text: '围了一个月没修。' },
    ],
  },
  {
    category: 'water.pipe',
    weight: 3,
    urgency: '紧急',
    cases: [
      {
        picks: { at: ['路口', '公交站前', '小区门口', '桥头'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{road}{at}水管爆裂', '{road}爆管喷水整片停水'],
        words: [
          '{time}{road}{at}的水管爆了，水柱有一人高，路面冲出一个坑，{community}整片停水，请快关阀。',
          '{road}{at}水管爆裂，水淹到人行道，早餐店没法开张，{community}的住户都等着用水。',
        ],
        remarks: ['已关上游阀门，沙袋挡住往低处流的水，坑边拉警戒。'],
        replies: [
          '{road}{at}的爆管{n:3-6}小时修复通水，换管{n:3-12}米，停水时往{community}送了{n:1-4}车水，老人先送。这段管子用了{n:18-32}年，剩下的{n:120-500}米已列入今年换管。',
        ],
        praise: ['送水车来得快，修得也快。'],
        photosBefore: 'burstPipe',
        photosAfter: 'repairedPipe',
      },
      {
        picks: { dig: ['装修的挖机', '绿化施工队', '通信施工队', '修路的打桩机'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{road}施工挖断水管', '{road}{n:1-200}号水管被挖断'],
        words: [
          '{time}{road}{n:1-200}号{dig}挖断了水管，水哗哗往外冲，施工的人站着看，周围都停了水。',
          '{dig}在{road}{n:1-200}号挖到水管，水流进地下车库，请先关阀再追责。',
        ],
        remarks: ['阀门关了，车库口挡上了沙袋，施工负责人在场写情况。'],
        replies: [
          '{road}{n:1-200}号被{dig}挖断的水管{n:2-5}小时接通，车库积水抽干，没有车受损。抢修费由施工方承担，因开工前没有核对管线，挖掘许可暂停三天，补做交底才准复工。',
        ],
        praise: ['先保住车库，责任也分得清。'],
        photosBefore: 'burstPipe',
        photosAfter: 'repairedPipe',
      },
      {
        picks: { sign: ['地面一直潮', '砖缝往外冒水', '草长得特别绿', '路边总湿着一片'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{road}{n:1-200}号地下暗漏', '{road}路面渗水多日'],
        words: [
          '{road}{n:1-200}号{sign}，晴了{n:5-15}天也不干，怕下面水管暗漏，把路掏空了。',
          '{time}又看到{road}{n:1-200}号{sign}，踩上去软软的，请用仪器听一听。',
        ],
        remarks: ['听漏仪测过，漏点在地下{n:80-150}厘米，今晚挖。'],
        replies: [
          '{road}{n:1-200}号的暗漏找到了，是接头胶圈老化，每小时漏{n:1-4}吨。挖开换了接头，底下掏空的{n:1-3}立方米用砂石填实，路面恢复。供水站把这一带的老接头{n:12-40}个都听了一遍。',
        ],
        praise: ['报得早，路没塌，水也省了。'],
        photosBefore: 'burstPipe',
        photosAfter: 'repairedPipe',
      },
      {
        picks: { time: ['刚才', '刚刚', '今天'] },
        titles: ['{village}进村主管漏水', '{village}管子裂了水压低'],
        words: [
          '{village}进村的主管在田边裂了，水喷到稻田里，村里水压小得烧不了热水器，{n:20-90}户受影响。',
          '{time}{village}的人带我去看，主管裂口用蛇皮袋扎着，还是一股股往外冒，扎了{n:3-10}天了。',
        ],
        remarks: ['裂口{n:8-25}厘米，今天下午停水两小时换管。'],
        replies: [
          '{village}主管裂口换了{n:6-24}米新管，埋深加到{n:70-100}厘米，不怕农机压，{n:20-90}户水压恢复。停水两小时提前用村喇叭说了。今后这条管由供水站和村里共管，报修电话写在管沟桩上。',
        ],
        praise: ['不用扎蛇皮袋了，热水器能用了。'],
        photosBefore: 'burstPipe',
        photosAfter: 'repairedPipe',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '水来了，路面还没恢复。' },
      { rating: '不满意', text: '修了三次，还在渗。' },
    ],
  },
  {
    category: 'water.supply',
    weight: 3,
    months: [6, 7, 8, 9],
    urgency: '较急',
    cases: [
      {
        kinds: ['街道', '镇'],
        picks: { taste: ['发黄', '有铁锈味', '浑浊有沉淀'] },
        titles: ['{community}自来水{taste}', '{community}{n:2-18}幢水质{taste}'],
        words: [
          '{community}{n:2-18}幢的自来水{taste}，早上要放{n:5-15}分钟才清，老人舍不得放，用桶沉淀了喝。',
          '{time}到{community}，好几户接了水给我看，{taste}，问是不是水箱多年没洗。',
        ],
        remarks: ['入户接了{n:4-9}家水样送检，水箱今天开盖看。'],
        replies: [
          '{community}水样检测合格，{taste}来自水箱底部沉淀和一段老管。水箱已清洗消毒，老管换了{n:30-120}米，当晚放到水清。以后每季度洗一次，报告贴公告栏，住户可以到场看着洗。',
        ],
        praise: ['水清了，还能看到检测单。'],
        photosBefore: 'dirtyTap',
        photosAfter: 'clearTap',
      },
      {
        picks: { top: ['顶楼', '十层以上', '坡上', '最里面一排'] },
        titles: ['{community}{top}水压小', '{community}{top}洗澡没水'],
        words: [
          '{community}{top}的住户说，傍晚水压小得热水器点不着，洗碗都要等，{n:10-30}天了。',
          '{time}到{community}{top}，接一壶水用了{n:3-8}分钟，一家老小排着洗澡。',
        ],
        remarks: ['{top}测了{n:4-9}家，压力只有平时一半。'],
        replies: [
          '{community}{top}水压低，是加压泵一台停机、另一台叶轮磨损。两台都换新，加了备用电源，傍晚实测{top}压力恢复正常。泵房加了隔声板，水电费没有往住户身上加。',
        ],
        praise: ['傍晚也能痛快洗澡了。'],
        photosBefore: 'dirtyTap',
        photosAfter: 'clearTap',
      },
      {
        picks: { pump: ['半夜嗡嗡响', '一开一停咚咚敲', '整夜有震动'] },
        titles: ['{community}水泵房{pump}', '{community}二次供水水泵扰民'],
        words: [
          '{community}地下水泵房{pump}，一二楼的住户枕头贴着都能感觉到，{n:3-9}个月没睡过整觉。',
          '夜里到{community}一楼人家坐了半小时，水泵{pump}，老人心慌，请换个静音的。',
        ],
        remarks: ['一楼卧室测得{n:38-48}分贝，先把泵频率调低。'],
        replies: [
          '{community}的水泵换成变频静音泵，底座装了减振器，管道加软接头，一楼卧室夜间降到{n:28-33}分贝。换泵在白天分两次做，没有停水。住户签字前，我们让他们睡了三晚再验收。',
        ],
        praise: ['让人睡三晚再验收，实在。'],
        photosBefore: 'dirtyTap',
        photosAfter: 'clearTap',
      },
      {
        picks: { busy: ['旺季游客一多', '年节返乡人多', '夏天傍晚'] },
        titles: ['{village}{busy}就没水', '{village}高处供水不足'],
        words: [
          '{village}{busy}，高处二三十户水就上不去，半夜才接得到，家家备着水缸。',
          '{time}到{village}，{busy}水就断断续续，{n:15-40}户轮着用，问能不能加个水箱。',
        ],
        remarks: ['测了日用水量，比平时多{n:40-90}%，缺口在傍晚三小时。'],
        replies: [
          '{village}坡顶加了{n:15-30}立方米调节水箱和加压泵，低峰蓄、高峰放，{n:15-40}户傍晚水压恢复。民宿和饭店约定夜里补水，错开居民用水。{busy}的缺口报给了上级统筹，先保住居民。',
        ],
        praise: ['先保居民用水，错峰这招好。'],
        photosBefore: 'dirtyTap',
        photosAfter: 'clearTap',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '好多了，傍晚偶尔还小。' },
      { rating: '不满意', text: '好了两天又反复。' },
    ],
  },
  {
    category: 'water.flood',
    weight: 4,
    months: [6, 7, 8, 9],
    urgency: '紧急',
    cases: [
      {
        picks: { time: ['刚才', '刚刚', '今天'] },
        titles: ['{road}下穿道积水熄火', '{road}下穿道一雨就淹'],
        words: [
          '{time}一阵大雨，{road}下穿道积水没过轮胎，{n:1-3}辆车熄火在里面，泵响着水不见少。',
          '{road}下穿道又淹了，今年第{n:2-5}回，两头没有人拦，外地车直往里开，太危险。',
        ],
        remarks: ['两头封路，车里人已出来，水深{n:40-70}厘米，泵车在路上。'],
        replies: [
          '{road}下穿道{n:1-3}小时排干通车，人员平安。泵不见效是集水井被塑料布和树枝堵住，已清掏并加两道拦污栅。两头装了水深十五厘米自动亮红灯的封道牌，汛期雨前一小时有人到岗。',
        ],
        praise: ['自动亮红灯，外地车不会再闯。'],
        photosBefore: 'floodedUnderpass',
        photosAfter: 'dryUnderpass',
      },
      {
        picks: { cause: ['雨水口被落叶堵死', '管道里积了一半淤泥', '管里卡着建筑垃圾'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{road}{n:1-200}号雨后积水不退', '{road}低洼处排水不畅'],
        words: [
          '{road}{n:1-200}号一下雨就积水，没过脚踝，半天不退，{community}的孩子蹚着水上学。',
          '{time}路过{road}，{n:1-200}号这段还泡在水里，雨早停了，店家用脸盆往外舀。',
        ],
        remarks: ['开井看了，{cause}，先人工掏，疏通车两点到。'],
        replies: [
          '{road}{n:1-200}号积水是{cause}，已清掏雨水口{n:8-30}个，疏通管道{n:120-500}米，掏出淤泥{n:2-8}车。复测放水，五分钟退净。雨季前这条路改为每月掏一次，落叶季加密到每周。',
        ],
        praise: ['又下了一场，没有再积水。'],
        photosBefore: 'floodedUnderpass',
        photosAfter: 'dryUnderpass',
      },
      {
        kinds: ['街道', '镇'],
        picks: { low: ['地下车库', '半地下室', '一楼门厅'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{community}{low}雨水倒灌', '{community}暴雨{low}进水'],
        words: [
          '暴雨时{community}{low}往里灌水，保安堆了沙袋也挡不住，{time}泡了{n:2-9}辆车和一屋子家具。',
          '{community}{low}又进水了，去年才淹过，路面修高以后水都往这里流。',
        ],
        remarks: ['正在抽，入口反坡只有{n:3-8}厘米，挡不住。'],
        replies: [
          '{community}{low}的水{n:2-5}小时抽干，进水电箱断电检修后才送电。入口加高反坡并装了电动防洪挡板，入口外增设一道截水沟，雨前物业放板演练过两次，用时{n:3-8}分钟。受损住户都帮着报了险。',
        ],
        praise: ['装了挡板又演练，这回有准备。'],
        photosBefore: 'floodedUnderpass',
        photosAfter: 'dryUnderpass',
      },
      {
        picks: { rise: ['上游放水', '河水暴涨', '暴雨'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{village}{rise}倒灌进屋', '{village}低处房屋进水'],
        words: [
          '{time}{rise}，{village}低处{n:6-20}户进了水，有{n:20-60}厘米深，老人先抱到邻居家楼上。',
          '{village}每到{rise}就从排口倒灌，像是闸门关不严，家具年年垫高。',
        ],
        remarks: ['老人都转移了，排口拍门锈住，先用沙袋封。'],
        replies: [
          '{village}{n:6-20}户的水当天退净，清淤消毒做完，老人都回了家。倒灌是排口拍门锈死，已换不锈钢拍门并加一道手动闸，水位一涨就由网格员关闸，值班表贴在闸边。低处人家各发一副挡水板。',
        ],
        praise: ['上次大水没再进屋，说话算话。'],
        photosBefore: 'floodedUnderpass',
        photosAfter: 'dryUnderpass',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '这次退得快，根子要靠改造。' },
      { rating: '不满意', text: '说得多，一下雨照样淹。' },
    ],
  },
  {
    category: 'water.sewer',
    weight: 4,
    urgency: '较急',
    cases: [
      {
        picks: { shop: ['饭店', '小吃店', '洗车店', '理发店'] },
        titles: ['{road}污水井往外冒水', '{road}污水外溢臭气大'],
        words: [
          '{road}{n:1-200}号前的污水井往外冒黑水，臭气熏人，流了{n:10-40}米，行人踮着脚走。',
          '{time}路过{road}{n:1-200}号，污水从井盖边冒出来流进雨水口，边上{shop}都关了门。',
        ],
        remarks: ['先围住雨水口防流入河，抽污车到，掏出一大块油。'],
        replies: [
          '{road}{n:1-200}号的污水井当天疏通，抽清{n:2-6}车，路面冲洗消毒。堵塞物是油块，查到{n:2-5}家{shop}隔油池没清，已限期清掏并留票据。以后每月抽查，油块再堵由责任店家承担疏通费。',
        ],
        praise: ['查到油块是谁家的，治了根。'],
        photosBefore: 'sewageOverflow',
        photosAfter: 'clearedSewer',
      },
      {
        kinds: ['街道', '镇'],
        picks: {},
        titles: ['{community}{n:2-18}幢化粪池满溢', '{community}一楼厕所返水'],
        words: [
          '{community}{n:2-18}幢化粪池满了，一楼卫生间往上返水，老人家里铺了一地报纸，请快来抽。',
          '{time}{community}{n:2-18}幢一楼的住户打电话，厕所返水漫到客厅，楼上不知道还在用。',
        ],
        remarks: ['挨层通知先别用水，抽污车四十分钟到。'],
        replies: [
          '{community}{n:2-18}幢化粪池抽清{n:3-8}车，主管通了{n:20-60}米，掏出抹布和湿巾。返水的两户由我们帮着消毒清洗。化粪池以后半年清一次，楼道贴了“湿巾不入马桶”，费用从公共维修里出。',
        ],
        praise: ['连消毒都帮着做了，感谢。'],
        photosBefore: 'sewageOverflow',
        photosAfter: 'clearedSewer',
      },
      {
        picks: { trade: ['养猪场', '酸洗作坊', '豆制品作坊', '洗涤厂'] },
        titles: ['{village}污水沟来源不明', '{village}水沟发黑有人偷排'],
        words: [
          '{village}水沟里流着发黑发白的水，味道刺鼻，一直流到塘里，听说附近{trade}夜里偷偷排。',
          '{time}到{village}，水沟边的草都死了，村民怀疑是{trade}排的，请取样查一查。',
        ],
        remarks: ['沟口先堵，取样{n:2-5}处，夜里蹲守。'],
        replies: [
          '{village}水沟的污水查到一家{trade}私接暗管，暗管当天封堵，作坊停产并立案。沟清淤{n:60-240}米，塘水取样连测三次合格才放水灌溉。夜间巡查保持一个月，村民举报电话写在塘边。',
        ],
        praise: ['蹲守查到暗管，有办法。'],
        photosBefore: 'sewageOverflow',
        photosAfter: 'clearedSewer',
      },
      {
        kinds: ['街道', '镇'],
        picks: { old: ['雨水管和污水管接在一起', '几十年的水泥老管', '管径太小'] },
        titles: ['{community}下水道三天两头堵', '{community}老管网要改造'],
        words: [
          '{community}的下水道三天两头堵，楼下常年一摊臭水，疏通过{n:4-12}次，根子在{old}。',
          '{time}到{community}，臭水沿着墙根流，物业说{old}，疏通只能管几天。',
        ],
        remarks: ['下了管道机器人，{old}，还塌了一处。'],
        replies: [
          '{community}下水道堵的原因是{old}。先清掏恢复使用，同时列入老旧管网改造：{n:200-600}米雨污分流，分三段施工，每段停用不超过{n:4-8}小时，提前两天通知。改造前每周来疏通一次，不再让大家等。',
        ],
        praise: ['明白说要改管，心里踏实了。'],
        photosBefore: 'sewageOverflow',
        photosAfter: 'clearedSewer',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '通了，管子老，怕再堵。' },
      { rating: '不满意', text: '过一周又冒了。' },
    ],
  },
  {
    category: 'water.river',
    weight: 5,
    urgency: '一般',
    cases: [
      {
        picks: { float: ['水葫芦', '泡沫塑料', '枯枝烂叶', '白色垃圾'] },
        titles: ['{road}河面{float}成片', '{road}边河里漂满{float}'],
        words: [
          '{road}边的河面漂满{float}，{n:60-300}米连成片，水发绿发臭，打捞船好久没来。',
          '{time}在{road}的河埠头，{float}堵在桥下一大片，上游还在往下漂。',
        ],
        remarks: ['打捞船两小时到，上游先拉拦网。'],
        replies: [
          '{road}边的{float}打捞{n:3-30}吨，河面已清。上游断头浜口装了拦网，汛期和水草旺长的几个月，上下游约定同捞，每周{n:2-3}次，捞了多少登在河长牌的二维码里，谁没来一查便知。',
        ],
        praise: ['上下游一起捞，河面干净了。'],
        photosBefore: 'riverRubbish',
        photosAfter: 'cleanRiver',
      },
      {
        picks: { reason: ['被车撞断', '锈断', '被大水冲走'] },
        titles: ['{road}临水栏杆缺了一段', '{road}河边没有栏杆'],
        words: [
          '{road}{n:1-200}号边的临水栏杆{reason}，缺了{n:3-9}米，孩子放学在那里玩，离水只有一步。',
          '{time}走到{road}{n:1-200}号后面的河边，栏杆{reason}，只拉了根绳子，老人散步夜里看不见。',
        ],
        remarks: ['缺口{n:3-9}米，先用竹竿和网封上，立了警示牌。'],
        replies: [
          '{road}{n:1-200}号边的栏杆补齐{n:3-9}米，基础重新浇筑，立柱加密到一米五，夜里加了脚灯。沿河{n:200-800}米走了一遍，松动的{n:2-6}处同时加固，旁边挂了救生圈和长竿。',
        ],
        praise: ['补得结实，还放了救生圈。'],
        photosBefore: 'openWaterEdge',
        photosAfter: 'repairedBank',
      },
      {
        picks: { place: ['弯道', '桥下', '埠头边', '洗衣踏步旁'] },
        titles: ['{road}{place}护岸塌了', '{road}{place}河岸被掏空'],
        words: [
          '{road}{place}的护岸被水掏空，塌了{n:4-12}米，离村道只有两米，再涨水路就悬了。',
          '大水退了以后，{road}{place}的河岸塌下去一块，大石头都滚到河里，边上住着人。',
        ],
        remarks: ['塌{n:4-12}米，岸边退两米围挡，今晚先抛石护脚。'],
        replies: [
          '{road}{place}塌岸{n:4-12}米先抛石护脚止住，枯水后重砌护岸，基础加深{n:50-90}厘米。上游补了一道挑流石，把水引开。施工期间每次大水后都来看，已过两次洪水，没有再动。',
        ],
        praise: ['先抛石再砌岸，步子稳。'],
        photosBefore: 'brokenBank',
        photosAfter: 'repairedBank',
      },
      {
        picks: { color: ['发白', '发黑', '冒泡', '有油花'] },
        titles: ['{road}河道排口水{color}', '{road}河水{color}有异味'],
        words: [
          '{road}边一个排口流出来的水{color}，气味冲鼻子，鱼翻肚皮，请取样看看是哪家的。',
          '{time}站在{road}的桥上，看到河水{color}，洗衣的人说手都发痒，往年不是这样。',
        ],
        remarks: ['取样{n:3-6}处，排口先封，顺着井往上找。'],
        replies: [
          '{road}边排口的水{color}，是上游{n:2-6}户生活污水和一家小作坊混排。暗接口封堵，{n:80-400}米新管接进村污水管，一个月内两次复测达标，河里又看见小鱼。取样报告发给了您和村里。',
        ],
        praise: ['取样有报告，河里又有鱼了。'],
        photosBefore: 'riverRubbish',
        photosAfter: 'cleanRiver',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '处理了，长效还要看。' },
      { rating: '不满意', text: '来过一次，再没见人。' },
    ],
  },
  {
    category: 'safety.pole',
    weight: 3,
    urgency: '紧急',
    cases: [
      {
        picks: { by: ['被货车碰歪', '雨后土松歪了', '被大风刮斜'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{road}电杆{by}', '{road}电杆倾斜线垂下来'],
        words: [
          '{road}{n:1-200}号的电杆{by}，斜了{n:15-35}度，线垂到离地不到三米，大车过要刮到。',
          '{time}看到{road}{n:1-200}号的电杆{by}，线垂到路中间，过路的都绕着走，请赶紧来。',
        ],
        remarks: ['两头各派一人拦大车，供电抢修{n:20-50}分钟到。'],
        replies: [
          '{road}{n:1-200}号{by}的电杆当天换成新杆，往里移了{n:1-2}米，线高恢复到五米半，停电{n:1-3}小时，提前用喇叭通知。转角处加了防撞墩和反光板，避免再被碰。',
        ],
        praise: ['有人拦着大车，当天就换好。'],
        photosBefore: 'leaningPole',
        photosAfter: 'straightPole',
      },
      {
        kinds: ['街道', '镇'],
        picks: { cable: ['网线', '广播线', '有线电视线', '旧电话线'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{community}{cable}垂到头顶', '{community}弱电线乱成一团'],
        words: [
          '{community}{n:2-18}幢外墙{cable}乱挂，有的垂到头顶，晾衣服的、骑车的都要躲，{time}绊倒一个人。',
          '{community}{n:2-18}幢楼前的{cable}绕成一团，掉下来一根，分不清有没有电，没人敢碰。',
        ],
        remarks: ['测过没电，先盘起来绑高，废线权属在认。'],
        replies: [
          '{community}的{cable}集中整治：剪除废线{n:300-900}米，在用的进槽盒，离地四米以上。{n:3-5}家线缆单位当场认领，签了维护责任。以后新拉线要先报社区，不许再随便挂。',
        ],
        praise: ['乱了多年的线，一次理清。'],
        photosBefore: 'leaningPole',
        photosAfter: 'straightPole',
      },
      {
        picks: { box: ['配电箱', '变压器护栏门', '路灯控制箱', '充电桩箱'] },
        titles: ['{road}{box}门敞着', '{road}{n:1-200}号{box}有触电危险'],
        words: [
          '{road}{n:1-200}号的{box}门敞着，里面接线都露出来，离地只有一米，孩子伸手就够得着。',
          '下雨时看到{road}{n:1-200}号{box}没锁，箱里积了水，吱吱响，请先断电。',
        ],
        remarks: ['先拉警戒、断电，门锁坏了，换新锁。'],
        replies: [
          '{road}{n:1-200}号的{box}断电检修，进水线头重新做绝缘，门换成自闭锁，箱底抬高{n:30-60}厘米。同类箱体查了{n:18-60}个，没锁好的{n:2-7}个一起上锁，贴了当心触电和报修电话。',
        ],
        praise: ['断了电才修，处置规范。'],
        photosBefore: 'leaningPole',
        photosAfter: 'straightPole',
      },
      {
        picks: { pole: ['废弃的通信杆', '断头灯杆', '空了的广告杆'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{road}{pole}没人拆', '{road}{n:1-200}号{pole}挡路'],
        words: [
          '{road}{n:1-200}号有根{pole}立在人行道中间，锈得掉皮，轮椅过不去，问哪家都说不是自己的。',
          '{road}的{pole}好几年了，{time}掉下一块铁皮，{n:1-200}号店门口的人吓了一跳。',
        ],
        remarks: ['三家权属单位都到了，查清是废杆，今天锯。'],
        replies: [
          '{road}{n:1-200}号的{pole}经权属核对为无主，已锯除并把基础磨平，补了人行道砖。沿街同类废杆找出{n:2-7}根，本周全部拆完。今后无主的先拆后查，费用由镇街先垫，不再互相推。',
        ],
        praise: ['先拆后查，没有再推来推去。'],
        photosBefore: 'leaningPole',
        photosAfter: 'straightPole',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '处理了，看着还是乱。' },
      { rating: '不满意', text: '绑了一下就走了，一刮风又垂。' },
    ],
  },
  {
    category: 'safety.fire',
    weight: 4,
    urgency: '较急',
    cases: [
      {
        kinds: ['街道', '镇'],
        picks: { car: ['私家车', '送货车', '报废车'] },
        titles: ['{community}消防通道停满{car}', '{community}救护车进不来'],
        words: [
          '{community}消防通道天天停满{car}，{time}救护车进不来，担架抬了{n:100-300}米。',
          '{community}只有一个进口，{car}停在消防通道上，消防车试过进不去，老人多，真出事不敢想。',
        ],
        remarks: ['量了，净宽只有{n:2-3}米，先叫车主挪开，通道口画线。'],
        replies: [
          '{community}消防通道已划黄线并装可升降桩，钥匙放门岗和微型消防站。光堵不行，西侧空地改出{n:12-36}个车位，门外夜间限时停{n:10-30}个。周末演练，消防车两分钟到最里一幢。',
        ],
        praise: ['给车找了地方，通道才空得出来。'],
        photosBefore: 'blockedFireLane',
        photosAfter: 'clearFireLane',
      },
      {
        kinds: ['街道', '镇'],
        picks: { junk: ['纸板箱', '旧家具', '咸菜缸', '婴儿车和电瓶车'] },
        titles: ['{community}楼道堆满{junk}', '{community}{n:2-18}幢楼道堵塞'],
        words: [
          '{community}{n:2-18}幢楼道堆满{junk}，一个人侧着身才能过，消防栓门都打不开。',
          '{time}上门走访，{community}{n:2-18}幢每层都堆着{junk}，住户说邻居不肯搬，怕起火。',
        ],
        remarks: ['一层层谈，当场清出{n:3-9}层，老人的帮着搬。'],
        replies: [
          '{community}{n:2-18}幢清出楼道杂物{n:2-6}车，{junk}没处放的，社区借出空房统一存放，老人的由志愿者帮着搬。楼道长每周拍照，不搬的贴告知、拍照上墙。灭火器换新{n:6-20}只，烟感每层一个。',
        ],
        praise: ['帮老人搬又给存放处，有人情味。'],
        photosBefore: 'blockedFireLane',
        photosAfter: 'clearFireLane',
      },
      {
        picks: { fault: ['没有水', '打不开', '被货堆挡住', '少了接口'] },
        titles: ['{road}消防栓{fault}', '{road}{n:1-200}号消防设施失效'],
        words: [
          '{road}{n:1-200}号门口的消防栓{fault}，店家说放在那里从来没人来看过。',
          '{time}陪消防志愿者试了{road}的消防栓，{n:1-200}号那个{fault}，整条街都是老木房。',
        ],
        remarks: ['逐个试水，{n:3-9}个里{n:1-2}个{fault}。'],
        replies: [
          '{road}消防栓逐个试水，{n:1-200}号那个已修好，水压达标。整条街换接口{n:2-6}个，挡着的货堆当场清走并划了禁停线。街道添了{n:2-4}个小型消防点，水带水枪上墙，店主学会了接水带。',
        ],
        praise: ['店主都学会接水带，踏实。'],
        photosBefore: 'blockedFireLane',
        photosAfter: 'clearFireLane',
      },
      {
        picks: { cage: ['防盗铁栅', '焊死的窗栏', '上锁的铁门'] },
        titles: ['{road}出租房{cage}堵住逃生口', '{road}出租房安全出口被堵'],
        words: [
          '{road}{n:1-200}号出租房装了{cage}，里面住{n:12-40}人，只有一道窄楼梯，夜里出事跑不出来。',
          '{time}接到反映，{road}{n:1-200}号群租房装着{cage}，逃生口打不开，楼下还有电瓶车充电。',
        ],
        remarks: ['房东叫到现场，今天就锯，租客先转移{n:3-8}人。'],
        replies: [
          '{road}{n:1-200}号出租房的{cage}当天拆除，开了逃生口，装逃生绳和应急灯，复查合格才准续租。房东签责任书，{n:12-40}名租客都做了逃生演练。片区同类出租房查了{n:18-60}户，{n:3-9}户同步整改。',
        ],
        praise: ['当天就拆，没有拖到明天。'],
        photosBefore: 'blockedFireLane',
        photosAfter: 'clearFireLane',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '清了，晚上又有人放。' },
      { rating: '不满意', text: '拍完照就走，又堆回去了。' },
    ],
  },
  {
    category: 'safety.house',
    weight: 2,
    urgency: '较急',
    cases: [
      {
        kinds: ['街道', '镇'],
        picks: { part: ['山墙', '屋架', '外廊', '阳台'] },
        titles: ['{road}老屋{part}开裂', '{road}老房{part}要塌'],
        words: [
          '{road}{n:1-200}号一幢老屋{part}裂了手掌宽的缝，屋面往下沉，隔壁就是住家，产权人在外地。',
          '{time}到{road}{n:1-200}号，老房的{part}歪出来，旁边{n:2-4}户人家夜里不敢睡里间。',
        ],
        remarks: ['裂缝{n:3-9}厘米，隔壁{n:2-4}户先搬到安置房，外围封闭。'],
        replies: [
          '{road}{n:1-200}号老屋经鉴定为高危，{n:2-4}户先转移安置，{part}支护稳定后拆除危险部分，其余加固。产权人已联系上，费用由他承担，镇里先垫付。裂缝每天量一次，没有再扩大。',
        ],
        praise: ['先把人转移出来，这一步最要紧。'],
        photosBefore: 'crackedHouse',
        photosAfter: 'shoredHouse',
      },
      {
        kinds: ['街道', '镇'],
        picks: { drop: ['外墙瓷砖', '墙皮', '混凝土块'] },
        titles: ['{community}{drop}往下掉', '{community}{n:2-18}幢{drop}脱落'],
        words: [
          '{community}{n:2-18}幢{drop}掉下来，砸在车顶上，底下是孩子玩的地方，请先围起来。',
          '{time}{community}{n:2-18}幢楼上掉下{n:2-6}块{drop}，有一块脸盆大，幸好没砸到人。',
        ],
        remarks: ['先围{n:4-8}米，底下车都挪了，敲一遍看空鼓。'],
        replies: [
          '{community}{n:2-18}幢外墙敲了一遍，空鼓的{n:30-120}平方米全部铲除，没铲完的地方先挂网防坠。外墙维修动用维修资金，按程序公示{n:5-10}天后施工，材料换成不会脱落的涂料。施工前底下不放车、不让玩。',
        ],
        praise: ['先铲空鼓再修，安全放在前头。'],
        photosBefore: 'crackedHouse',
        photosAfter: 'shoredHouse',
      },
      {
        picks: { hall: ['老祠堂', '旧礼堂', '闲置校舍', '废弃厂房'] },
        titles: ['{village}{hall}屋顶漏裂', '{village}{hall}没人管有危险'],
        words: [
          '{village}{hall}的屋顶塌了个角，墙也鼓了，逢年过节还有人进去，怕出事。',
          '{time}带人看了{village}{hall}，椽子烂了一片，村里想修又怕修坏了样子，不敢动。',
        ],
        remarks: ['立即封闭，门口贴了告示，请懂修的匠人来看。'],
        replies: [
          '{village}{hall}先封闭支护，屋顶用旧瓦重铺，椽子换了{n:20-60}根，鼓墙用木撑扶正，样子没变。修缮请了会老手艺的匠人，资金由村里和上级各出一部分。验收合格后只开放一进院子，限人数。',
        ],
        praise: ['修好了，样子也没变，匠心。'],
        photosBefore: 'crackedHouse',
        photosAfter: 'shoredHouse',
      },
      {
        picks: { tool: ['挖基坑', '打桩', '抽地下水'] },
        titles: ['{community}旁施工后房子裂了', '{community}房屋因施工开裂'],
        words: [
          '旁边工地{tool}以后，{community}几户的墙开了缝，门也关不上，施工方说是老房子自己裂的。',
          '{time}看了{community}{n:3-9}户，从旁边{tool}开始，裂缝一天天长，住户要个说法。',
        ],
        remarks: ['装了{n:4-12}个观测点，先让{tool}停下来。'],
        replies: [
          '{tool}已停工，{community}{n:3-9}户装了{n:4-12}个裂缝和沉降观测点，数据每天公布。鉴定认定与施工有关，施工方先出修复费用，墙体加固完再复工，复工后限速限压。住户各派一人参与看数据。',
        ],
        praise: ['让住户一起看数据，服气。'],
        photosBefore: 'crackedHouse',
        photosAfter: 'shoredHouse',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '围着，修的进度慢。' },
      { rating: '不满意', text: '围了半年没动工。' },
    ],
  },
  {
    category: 'safety.slope',
    weight: 2,
    counties: ['青岚县', '松屿县'],
    months: [6, 7, 8, 9],
    urgency: '紧急',
    cases: [
      {
        picks: { below: ['住着几户人家', '是一家民宿', '是村里的晒场'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{village}屋后边坡落石', '{village}后山滚石头'],
        words: [
          '{village}屋后山坡滚下{n:3-15}块石头，围墙砸了个洞，坡下{below}，雨还在下，请马上派人来看。',
          '{time}{village}后山又掉石头，大的有半张桌子那么大，坡下{below}，村里人轮流守着不敢睡。',
        ],
        remarks: ['坡下的{n:2-6}户已经转到村部，坡上还有松动的石头，人都不许靠近。'],
        replies: [
          '{village}屋后松动的石头由专业人员清掉了，坡面挂了{n:80-300}平方米防护网，坡脚砌了拦石墙。转移的{n:2-6}户在村部住了几天，险情解除后已经回家。汛期网格员每天巡两次，雨大先撤人。',
        ],
        praise: ['先撤人，再清石，步骤稳妥。'],
        photosBefore: 'slopeSlide',
        photosAfter: 'netSlope',
      },
      {
        picks: { sign: ['的裂缝变宽了', '地面往外冒泥水', '有一片树歪了'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{village}后山有滑坡迹象', '{village}山坡开裂请勘查'],
        words: [
          '{village}后山{sign}，老人说往年没有过，坡下{n:3-9}户人家都睡不踏实，请懂行的人来看看。',
          '{time}我跟村里人上了{village}后山，看到山坡{sign}，沟水也浑了，怕再来一场大雨就下来。',
        ],
        remarks: ['到坡上看过，属实，做了标记，地质人员今天进场，下雨前先转移。'],
        replies: [
          '{village}后山经勘查列为地质灾害监测点，装了裂缝计和雨量计，小时雨量超过{n:20-40}毫米自动报警。坡下{n:3-9}户的转移路线和接应的网格员都写在门牌旁，截水沟已经挖好，治理工程排进今年。',
        ],
        praise: ['装了监测，老人心里有数了。'],
        photosBefore: 'slopeSlide',
        photosAfter: 'netSlope',
      },
      {
        picks: { use: ['孩子上学走的路', '出山唯一的路', '公交车走的路'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{road}塌方堵了半幅路', '{road}边坡滑塌车过不去'],
        words: [
          '{road}边坡塌下来一大堆土石，压住半幅路，这是{use}，两头的车排了长队。',
          '{time}{road}边坡滑下{n:20-120}方土，路面也裂了，偏偏这是{use}，请赶紧来清。',
        ],
        remarks: ['两头已经封住，先清出一车道，坡上专门有人盯着。'],
        replies: [
          '{road}塌下的{n:20-120}方土石连夜清走，先放行一车道，第二天双向通车。边坡削掉浮土，坡脚砌了挡墙并留了泄水孔。封路的那一天，学生和看病的人由镇里的车接送，没有耽误。',
        ],
        praise: ['先通一车道，学生没有耽误。'],
        photosBefore: 'slopeSlide',
        photosAfter: 'netSlope',
      },
      {
        picks: { wall: ['挡墙', '石坎', '护坡'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{village}{wall}鼓肚渗水', '{village}{wall}裂缝变大'],
        words: [
          '{village}路边的{wall}鼓出来一块，缝里往外渗黄水，底下{n:2-5}户人家天天看着它，比去年更弯了。',
          '{time}到{village}，看到{wall}上裂了一条长缝，泄水孔全堵了，一下雨泥水就从墙面往外喷。',
        ],
        remarks: ['泄水孔先掏通了{n:6-18}个，墙后的水在往下降，底下不让停人停车。'],
        replies: [
          '{village}的{wall}先掏通泄水孔降了水压，再把鼓肚的{n:8-30}米拆除重砌，墙后铺了反滤层。施工期间底下{n:2-5}户住到村部，完工放水试过，墙面干爽不渗，住户已经搬回。',
        ],
        praise: ['老墙重砌，水也有了出路。'],
        photosBefore: 'slopeSlide',
        photosAfter: 'netSlope',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '险情控制住了，治理慢了些。' },
      { rating: '不满意', text: '雨停就没人来了。' },
    ],
  },
  {
    category: 'safety.charging',
    weight: 4,
    kinds: ['街道', '镇'],
    urgency: '较急',
    cases: [
      {
        picks: {},
        titles: ['{community}飞线充电一大片', '{community}从窗户拉线充电'],
        words: [
          '{community}好几家从楼上窗户拉插线板下来充电瓶车，一个插座接{n:4-8}辆，线皮都晒裂了，底下还堆着纸板。',
          '{time}到{community}，一眼看过去十几根飞线从窗口吊下来，风一吹在墙上蹭，看着揪心。',
        ],
        remarks: ['破皮的线当场断开，纸板请户主搬走了，充电的车一辆辆登记。'],
        replies: [
          '{community}的飞线已全部拆除，空地上建了带棚的充电点，共{n:20-60}个口，电价跟居民电价一样，充满自动断电。头两周网格员每晚九点去看，没有再拉出来的。',
        ],
        praise: ['有地方充，价钱公道，自然就下楼了。'],
        photosBefore: 'chargingWires',
        photosAfter: 'chargingShed',
      },
      {
        picks: { where: ['楼道', '架空层', '一楼门厅'] },
        titles: ['{community}{n:2-18}幢{where}停满电瓶车', '{community}电瓶车进楼充电'],
        words: [
          '{community}{n:2-18}幢的{where}停了{n:5-14}辆电瓶车，通宵充电，前几天有一组电池冒烟，吓得整幢楼往外跑。',
          '{community}{n:2-18}幢住户把电瓶车推进{where}充电，插线板一个连一个，楼上多是老人孩子，劝也劝不住。',
        ],
        remarks: ['{where}的{n:5-14}辆车今天全部移出来，插座断了电。'],
        replies: [
          '{community}{n:2-18}幢{where}的车已全部移出，私接插座拆掉，装了联网烟感，报警后微型消防站三分钟到场。楼外新增了{n:12-40}个充电口和雨棚，有处可停可充，住户也签了不进楼的约定。',
        ],
        praise: ['管住了楼里，也在外头给了地方。'],
        photosBefore: 'chargingWires',
        photosAfter: 'chargingShed',
      },
      {
        picks: { bad: ['插上没有反应', '充一会儿就跳闸', '扫了码扣钱不通电'] },
        titles: ['{community}充电桩{bad}', '{community}充电点坏了没人修'],
        words: [
          '{community}的充电点坏了{n:3-10}个口，{bad}，大家排不上队，只好又从窗户拉线。',
          '{time}我到{community}试了试，充电桩{bad}，打上面的电话没人接，等着充电的人都在抱怨。',
        ],
        remarks: ['逐个试过，坏了{n:3-10}个口，运营的人下午到。'],
        replies: [
          '{community}坏掉的{n:3-10}个充电口已修好，多扣的钱原路退回。原因是线路老化、后台没人值守，现在约定报修后四小时到场，超时免当天服务费；另外加装了{n:10-30}个口，收费规则贴在柜门上。',
        ],
        praise: ['扣错的钱退了，口子也多了。'],
        photosBefore: 'chargingWires',
        photosAfter: 'chargingShed',
      },
      {
        picks: { batt: ['旧电池', '改装电池', '拆下来的电池组'] },
        titles: ['{road}{n:1-200}号屋里囤{batt}', '{road}有人在家拆装电池'],
        words: [
          '{road}{n:1-200}号一间屋里堆了几十组{batt}，还在里面充电，隔壁都闻得到酸味，楼上住着人，太危险。',
          '接到居民反映，{road}{n:1-200}号有人在家里拆装{batt}，夜里也不停，对面就是幼儿园，请尽快去查。',
        ],
        remarks: ['进屋查到{n:20-60}组，先断电，会同消防移出来。'],
        replies: [
          '{road}{n:1-200}号查到{batt}{n:20-60}组，已全部移出，交有资质的企业处置，当事人受到处罚。社区设了废旧电池回收点，每组给补贴，两周收了{n:15-70}组；周边同类出租屋也查了一遍。',
        ],
        praise: ['查得及时，还给旧电池找了去处。'],
        photosBefore: 'chargingWires',
        photosAfter: 'chargingShed',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '隐患清了，充电口还不够。' },
      { rating: '不满意', text: '贴了通知，没人管。' },
    ],
  },
  {
    category: 'env.construction',
    weight: 4,
    months: [3, 4, 5, 9, 10, 11],
    urgency: '较急',
    cases: [
      {
        picks: { noise: ['浇筑', '打桩', '卸钢管', '切割钢筋'], time: ['昨晚十一点', '前晚半夜', '昨夜一点', '今天凌晨'] },
        titles: ['{road}工地半夜{noise}', '{road}工地夜间施工扰民'],
        words: [
          '{time}{road}{n:1-200}号旁的工地还在{noise}，连着{n:2-6}个晚上了，备考的学生和刚出生的孩子都没法睡，请去测一测。',
          '{road}{n:1-200}号旁的工地{time}还在{noise}，电话里说有许可，门口却什么也没贴，住户实在受不了。',
        ],
        remarks: ['到场测得{n:62-74}分贝，拿不出夜间许可，当场叫停。'],
        replies: [
          '{road}{n:1-200}号旁工地夜间{noise}没有许可，已当场停工并立案处罚。今后确需连续作业的，许可和时间提前三天贴到每个单元；工地装了噪声在线监测，超标自动报警。连查{n:6-14}晚，没有再夜间施工。',
        ],
        praise: ['当晚就静下来了，公示也贴到了单元。'],
        photosBefore: 'nightConstruction',
        photosAfter: 'quietSite',
      },
      {
        picks: {},
        titles: ['{community}旁工地中午不停工', '{community}午休时间工地噪声大'],
        words: [
          '{community}旁边的工地中午也不停，切割机和电锤一起响，老人吃了降压药刚躺下又被吵起来。',
          '{community}的住户说，工地天天中午照干不误，他们愿意让一步，只求中午安静一个半小时。',
        ],
        remarks: ['约了项目经理和{n:3-8}位住户代表，明天上午当面谈。'],
        replies: [
          '{community}与工地已当面谈定：早上七点半以后开工，晚上八点前收工，中午十二点到一点半停，周末不做切割。隔声屏加高到{n:3-5}米，切割棚搬到远离住宅的一侧，噪声显示屏朝外，住户随时看得到。',
        ],
        praise: ['双方都签了字，有章可循。'],
        photosBefore: 'nightConstruction',
        photosAfter: 'quietSite',
      },
      {
        kinds: ['街道', '镇'],
        picks: { dec: ['打孔', '拆墙', '切瓷砖'] },
        titles: ['{community}{n:2-18}幢周末装修扰民', '{community}装修{dec}不分时间'],
        words: [
          '{community}{n:2-18}幢有户人家装修，周末一早就{dec}，墙都在抖，楼下老人心慌，敲门也没人应。',
          '{community}{n:2-18}幢几户邻居找我，说楼上{dec}不分早晚，中午也不停，孩子没法写作业。',
        ],
        remarks: ['上门看了，装修队说不知道时间规定，先停下来。'],
        replies: [
          '{community}{n:2-18}幢的装修已改在工作日上午九点到十一点半、下午两点半到六点，周末和节假日停。装修户上门向邻居道了歉，社区把时间表贴在门上，物业每天看两次，再超时就停电梯运料。',
        ],
        praise: ['当面道了歉，时间也说好了。'],
        photosBefore: 'nightConstruction',
        photosAfter: 'quietSite',
      },
      {
        picks: { site: ['修路', '埋管', '拆旧楼'] },
        titles: ['{road}{site}夜里机器响', '{road}夜间{site}没有告知'],
        words: [
          '{road}{site}赶工期，夜里十点多还在破碎路面，临街{n:20-70}户关了窗也听得见，事先一声招呼都没打。',
          '{road}{site}大家理解，只是夜里十点多还在响，能不能把最吵的活放到白天，再提前告诉住户一声。',
        ],
        remarks: ['查了，有抢通许可，但没有告知住户，先改做不响的活。'],
        replies: [
          '{road}{site}确有夜间抢通许可，但告知没有做到，施工方已逐户致歉。晚上九点以后只做放线、覆土等轻活，破碎改到白天；每晚做什么提前一天贴出来。工程抓紧在{n:4-12}天内做完，早完早安静。',
        ],
        praise: ['理解抢通，告知做到了就好。'],
        photosBefore: 'nightConstruction',
        photosAfter: 'quietSite',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '夜里停了，中午还有点吵。' },
      { rating: '不满意', text: '你们一走，又开工。' },
    ],
  },
  {
    category: 'env.social',
    weight: 4,
    months: [5, 6, 7, 8, 9],
    urgency: '一般',
    cases: [
      {
        picks: { when: ['早上五点多就开始', '晚上九点半还不停', '孩子写作业时最响'] },
        titles: ['{community}广场舞音响扰民', '{community}广场音响太大'],
        words: [
          '{community}旁边的小广场有{n:2-4}支舞队，音响一个比一个大，{when}，关着窗也听得清清楚楚。',
          '好几户居民向我反映，{community}广场上的音响{when}，上前劝过两次，差点吵起来。',
        ],
        remarks: ['到场测得{n:68-82}分贝，先请大家调低，约领队后天到社区坐下谈。'],
        replies: [
          '{community}广场的{n:2-4}支舞队和住户谈定了时间：早上七点后开始，晚上八点半结束，合用一台定向音响，分时段跳。广场装了分贝显示屏，超了自己调低；雨天可以进文化礼堂。两周没有再接到投诉。',
        ],
        praise: ['坐下来谈，邻里反而和气了。'],
        photosBefore: 'noisySquare',
        photosAfter: 'quietSquare',
      },
      {
        picks: { kind: ['棋牌室', '台球室', '夜宵店'] },
        titles: ['{road}{kind}吵到半夜', '{road}{kind}深夜扰民'],
        words: [
          '{road}{n:1-200}号的{kind}每天吵到夜里一两点，拖凳子、大声说笑，楼上住户没法睡，下去说反而挨骂。',
          '{road}{n:1-200}号开了家{kind}，一到深夜人声不断，隔壁有位要上早班的公交司机，连着几天没睡好。',
        ],
        remarks: ['夜里十一点半去的，里面{n:10-30}个人，声音确实大，当场清场。'],
        replies: [
          '{road}{n:1-200}号的{kind}与住户签了约定：晚上十点关门，门窗加隔音条，凳脚装软垫。派出所警告了一次，再犯依法处罚。连续{n:6-14}个晚上回访，楼上住户说能睡着了。',
        ],
        praise: ['夜里十一点半还有人来查，服气。'],
        photosBefore: 'noisySquare',
        photosAfter: 'quietSquare',
      },
      {
        picks: { shop: ['奶茶店', '水果店', '手机店', '服装店'] },
        titles: ['{road}{shop}大喇叭吆喝', '{road}店铺喇叭从早响到晚'],
        words: [
          '{road}{n:1-200}号{shop}门口的喇叭从早放到晚，反反复复就那几句话，对面楼上的病人休息不好。',
          '{time}我在{road}{n:1-200}号前站了十分钟，{shop}的喇叭一响，旁边几家也跟着开，说话都要凑到耳边。',
        ],
        remarks: ['量了{n:72-85}分贝，当场关掉，一条街都劝了一遍。'],
        replies: [
          '{road}{n:1-200}号{shop}的喇叭已经收起来，同一条街{n:4-12}家店都签了不外放的承诺，一家屡劝不改的已处罚。要促销的可以摆牌子，不许外放。网格员连看一周，街上安静下来了。',
        ],
        praise: ['一条街一起管，公平。'],
        photosBefore: 'noisySquare',
        photosAfter: 'quietSquare',
      },
      {
        kinds: ['街道', '镇'],
        picks: { pet: ['养了三条大狗', '养了几十只鸽子', '在阳台养了公鸡'] },
        titles: ['{community}{n:2-18}幢宠物扰民', '{community}邻居养宠物起争执'],
        words: [
          '{community}{n:2-18}幢有一户{pet}，天不亮就叫，楼道里味道也大，邻居为这事吵过好几回。',
          '{community}{n:2-18}幢一户{pet}，楼下正好有个刚满月的孩子，两家都觉得委屈，请社区去说和说和。',
        ],
        remarks: ['两家分别谈过，养的人家愿意减少一些，先把味道清掉。'],
        replies: [
          '{community}{n:2-18}幢那户已减少饲养并按规定登记，搬离了公共部位，阳台装了隔音板，楼道每天消毒。社区请两家和楼道长坐在一起签了约定。三周后回访，夜里没有再吵，两家见面又打招呼了。',
        ],
        praise: ['调解得好，邻居又说话了。'],
        photosBefore: 'noisySquare',
        photosAfter: 'quietSquare',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '小了点，周末还闹。' },
      { rating: '不满意', text: '人一走，照旧。' },
    ],
  },
  {
    category: 'env.fumes',
    weight: 4,
    kinds: ['街道', '镇'],
    urgency: '一般',
    cases: [
      {
        picks: { shop: ['小炒店', '面馆', '快餐店', '火锅店'] },
        titles: ['{road}{shop}油烟直排', '{road}{shop}油烟呛人'],
        words: [
          '{road}{n:1-200}号{shop}的排烟口正对着二楼窗户，一到饭点满屋子油烟味，晾的衣服都要重洗。',
          '{road}{n:1-200}号{shop}的油烟直往上冲，住户说净化器就是个摆设，从来没听见它响过。',
        ],
        remarks: ['饭点到的，排烟口离窗户只有{n:2-4}米，净化器滤芯糊死了。'],
        replies: [
          '{road}{n:1-200}号{shop}已停业清洗净化器，检测合格才恢复。排烟管加高、改了方向，离最近的窗户由{n:2-4}米拉到{n:8-12}米。清洗票据每月交社区，执法队每季度测一次；我们请二楼住户在饭点试闻了三天，没有明显油烟味。',
        ],
        praise: ['味道没了，清洗也有票据可查。'],
        photosBefore: 'kitchenSmoke',
        photosAfter: 'cleanKitchen',
      },
      {
        picks: {},
        titles: ['{road}露天烧烤冒烟', '{road}烧烤摊深夜扰民'],
        words: [
          '{road}{n:1-200}号的烧烤店把炉子架在门口，夜里十一点还在冒烟，啤酒箱堆到非机动车道上，楼上的人被呛醒。',
          '{road}{n:1-200}号一到晚上烧烤的烟像起雾一样，两边楼里大热天都关着窗，地上的油走过去直打滑。',
        ],
        remarks: ['夜里十点半到场，炉子当场熄了，路面的油先撒碱清洗。'],
        replies: [
          '{road}{n:1-200}号的露天烤炉已搬进店里，换成带净化的无烟炉，晚上十一点前收摊，占的非机动车道退了出来。路面油污洗了两遍。执法队连着{n:6-14}个晚上去看，没有再搬出来。',
        ],
        praise: ['炉子进了店，晚上能开窗了。'],
        photosBefore: 'kitchenSmoke',
        photosAfter: 'cleanKitchen',
      },
      {
        picks: {},
        titles: ['{community}底商餐馆没有公用烟道', '{community}沿街餐饮油烟要根治'],
        words: [
          '{community}底商开了{n:4-9}家餐馆，没有公用烟道，各排各的，楼上住户一年到头不敢开窗。',
          '{community}的业主说，当初买房时讲好底商不做重油烟，现在{n:4-9}家都在炒菜，希望想个根治的办法。',
        ],
        remarks: ['现场量过，建一根公用烟道要{n:20-40}米，先请房东和店家来商量。'],
        replies: [
          '{community}底商{n:4-9}家餐馆已建成一根{n:20-40}米的公用烟道，通到楼顶以上，费用由房东和店家各出一半。不愿接入的一家改做不炒菜的轻食。投用前请楼上住户连闻五天，大家签字同意才验收。',
        ],
        praise: ['公用烟道一建，这才叫根治。'],
        photosBefore: 'kitchenSmoke',
        photosAfter: 'cleanKitchen',
      },
      {
        picks: { yard: ['后巷', '天井', '雨水口'] },
        titles: ['{road}{n:1-200}号饭店往{yard}倒油', '{road}饭店油污横流'],
        words: [
          '{road}{n:1-200}号饭店把油水直接倒在{yard}里，地上滑得站不住人，天一热蟑螂成群。',
          '{time}路过{road}{n:1-200}号，饭店伙计正把一桶泔水往{yard}倒，气味难闻，下面的管子也堵了。',
        ],
        remarks: ['地面先撒碱冲洗，店里的隔油池没有用过。'],
        replies: [
          '{road}{n:1-200}号饭店已装好隔油池，泔水由有资质的车每天来收，票据交社区备查；{yard}冲洗干净，疏通管道{n:20-60}米，费用由店里出。同一条街{n:4-12}家饭店逐家看过，没装隔油池的限期装好。',
        ],
        praise: ['地不滑了，蟑螂也少了。'],
        photosBefore: 'kitchenSmoke',
        photosAfter: 'cleanKitchen',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '白天好，深夜偶尔有。' },
      { rating: '不满意', text: '洗一次管两天。' },
    ],
  },
  {
    category: 'env.dust',
    weight: 3,
    urgency: '较急',
    cases: [
      {
        picks: { site: ['工地', '拆迁地块', '堆土场'] },
        titles: ['{road}{site}扬尘大', '{road}{site}裸土没有覆盖'],
        words: [
          '{road}边上的{site}一大片裸土没盖网，刮风就满天灰，{community}的人窗台一天要擦两遍。',
          '{time}走{road}，{site}的土堆得比围挡还高，喷淋头一个没开，{community}阳台上晒的被子一层灰。',
        ],
        remarks: ['到场时没盖也没喷，当场开喷淋，今晚前全部盖好。'],
        replies: [
          '{road}边上{site}的{n:300-900}平方米裸土当晚盖好，喷淋改为定时自动开，出口建了冲洗台，没按要求做的地方已立案。{community}门口装了扬尘显示屏，一个月下来读数降了约{n:3-6}成。',
        ],
        praise: ['盖上了，窗台不用天天擦。'],
        photosBefore: 'dustySite',
        photosAfter: 'sprayedSite',
      },
      {
        picks: { mat: ['煤灰', '砂石', '水泥'] },
        titles: ['{road}{mat}堆场刮风满天灰', '{road}{mat}堆场粉尘扰民'],
        words: [
          '{road}的{mat}堆场没有盖严，一刮东风灰就飘到{community}，孩子咳嗽的多，白衬衫不敢往外晒。',
          '{community}的居民拿了一袋窗台上扫下来的灰给我看，说是{road}{mat}堆场飘来的，堆场说喷淋一直开着，去看三次都没开。',
        ],
        remarks: ['到的时候喷淋没开，料堆有三成没盖，当场开了、盖了，取了样。'],
        replies: [
          '{road}{mat}堆场已全部覆盖，喷淋改为跟风速联动，风大自动开启，靠{community}一侧的挡风墙加高到{n:5-8}米。监测点设在居民楼下，读数公开。堆场承诺六级以上大风停止装卸。',
        ],
        praise: ['风一大喷淋自己开，不用再去催。'],
        photosBefore: 'dustySite',
        photosAfter: 'sprayedSite',
      },
      {
        picks: {},
        titles: ['{village}旁石料场粉尘大', '{village}石材加工粉尘进屋'],
        words: [
          '{village}旁边的石料场切石头不洒水，粉尘飘进屋里，桌子一抹一层白，{n:6-20}户的菜地也白了。',
          '{time}到{village}，老人指着菜叶上的白灰给我看，说石料场从早切到晚，晾的干菜都不敢吃。',
        ],
        remarks: ['切割先停，没有湿切设备不准开工，菜地拍照留底。'],
        replies: [
          '{village}旁的石料场改成湿法切割，料仓封闭，装了除尘器，检测合格后才恢复开工，夜里不许加工。{n:6-20}户菜地的损失由厂家补偿，环境站每月取样一次，结果张贴在村口。',
        ],
        praise: ['湿切以后，菜叶又是绿的了。'],
        photosBefore: 'dustySite',
        photosAfter: 'sprayedSite',
      },
      {
        picks: {},
        titles: ['{road}施工便道尘土飞扬', '{road}便道灰大孩子戴口罩'],
        words: [
          '{road}旁边的施工便道没有硬化，车一过尘土扬得看不见人，孩子上学都要戴口罩。',
          '{time}走过{road}，施工便道一路灰，洒水车上午来一次，半个钟头就干了，住户叫苦。',
        ],
        remarks: ['便道先铺草垫压尘，洒水加到每两小时一次。'],
        replies: [
          '{road}的施工便道已铺碎石并硬化{n:120-400}米，车辆限速慢行，出口冲洗轮胎，洒水由每天一次加到{n:4-8}次，上下学时段不运土。施工单位还给旁边小学的教室送了一批窗纱。',
        ],
        praise: ['灰压住了，孩子不用戴口罩上学。'],
        photosBefore: 'dustySite',
        photosAfter: 'sprayedSite',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '风小时好，风大还有灰。' },
      { rating: '不满意', text: '盖了两天又掀开。' },
    ],
  },
  {
    category: 'env.burning',
    weight: 3,
    months: [5, 6, 10, 11],
    urgency: '紧急',
    cases: [
      {
        picks: { stuff: ['稻草', '麦秆', '玉米秆', '油菜秆'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{village}田里烧{stuff}', '{village}田间{n:2-6}处火点冒烟'],
        words: [
          '{village}田里有人烧{stuff}，{n:2-6}处火点，烟飘到{road}上，对面来车都看不清，请马上派人。',
          '{time}看到{village}田头冒浓烟，是在烧{stuff}，旁边就是电线，风又大，怕出事。',
        ],
        remarks: ['到场{n:2-6}处明火，用水泵和湿土压灭了，留人看着余火。'],
        replies: [
          '{village}的{n:2-6}处火点半小时内全部扑灭，没有烧到线路。烧{stuff}是因为没人来收，镇里联系了打捆机，附近{n:30-80}亩两天清完，田头设了收集点。烧火的老人我们当面讲清了危险，帮他家先收走。',
        ],
        praise: ['灭了火，还帮农户解决了没人收的难处。'],
        photosBefore: 'openBurning',
        photosAfter: 'clearedField',
      },
      {
        picks: { trash: ['塑料薄膜', '旧家具', '落叶杂物', '废电线皮'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{community}旁有人烧{trash}', '{community}空地焚烧冒黑烟'],
        words: [
          '{community}旁边的空地有人烧{trash}，黑烟呛人，直往居民楼里飘，火堆边上没有人看着。',
          '{time}路过{community}，空地上在烧{trash}，味道刺鼻，孩子捂着鼻子跑过去。',
        ],
        remarks: ['火灭了，烧的人就在附近，没烧完的当场清走。'],
        replies: [
          '{community}旁的火堆已扑灭，没烧完的{trash}清运走，地面翻土复绿。当事人受到批评并清理了现场。这块空地加了围挡和照明，社区每周六上门收一次大件和杂物，免得再图省事去烧。',
        ],
        praise: ['灭得快，也给了处理的办法。'],
        photosBefore: 'openBurning',
        photosAfter: 'clearedField',
      },
      {
        picks: { zone: ['林边', '坟地旁', '河滩'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{village}{zone}有人用火', '{village}{zone}冒烟怕酿成火灾'],
        words: [
          '{village}{zone}有人点火烧杂草，风不小，离茅草和林子只有几米，请护林员快去。',
          '{time}看到{village}{zone}冒烟，走近看火堆边没有人，周围都是干草，先用脚踩了一阵，请来人处理。',
        ],
        remarks: ['护林员十几分钟到的，火压灭了，开了一道隔离带。'],
        replies: [
          '{village}{zone}的火已扑灭，没有蔓延，护林员开了{n:20-60}米隔离带，守到没有余烟才离开。点火的人找到了，做了登记和教育。{zone}立了禁火牌、放了水桶，防火期护林员每天巡三趟，村里喇叭早晚各播一次。',
        ],
        praise: ['护林员到得快，没酿成大事。'],
        photosBefore: 'openBurning',
        photosAfter: 'clearedField',
      },
      {
        picks: { can: ['涂料桶', '旧轮胎', '油布'] },
        titles: ['{road}厂房后面烧{can}', '{road}夜里焚烧{can}冒黑烟'],
        words: [
          '{road}{n:1-200}号厂房后面烧{can}，黑烟一股股往外冒，附近居民闻了头晕，请环保的人来查。',
          '居民拍了照片给我，{road}{n:1-200}号厂子夜里偷偷烧{can}，问起来说烧一点没关系。',
        ],
        remarks: ['火灭了，灰渣取了样，没烧完的封存，叫厂里负责人到场。'],
        replies: [
          '{road}{n:1-200}号厂房焚烧{can}已立案，灰渣按危险废物收走，剩下的交有资质的单位处置。厂里整改期间停产{n:3-7}天，后院装了监控，环境站联网看得到。夜里抽查了{n:6-12}次，没有再烧。',
        ],
        praise: ['查得实，还装了监控。'],
        photosBefore: 'openBurning',
        photosAfter: 'clearedField',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '灭了，没人收的根子还在。' },
      { rating: '不满意', text: '灭了当晚又烧。' },
    ],
  },
  {
    category: 'travel.parking',
    weight: 7,
    urgency: '一般',
    cases: [
      {
        picks: { stuck: ['公交车过一回要十几分钟', '救护车来过一次进不去', '垃圾车绕不开，垃圾两天没收'] },
        titles: ['{road}两侧停车堵路', '{road}双排停车没人管'],
        words: [
          '{road}两边停满了车，中间只剩一条缝，{stuck}，贴单子只管半天。',
          '{time}走{road}，从{n:1-200}号往前全是双排停车，{stuck}，学生只能走在路中间。',
        ],
        remarks: ['先拖走挡路的{n:2-6}辆，附近哪里有空位，跟社区一起画了图。'],
        replies: [
          '{road}清拖{n:10-30}辆，装了抓拍，改为单侧限时停放。光拖不行，附近商场和单位的停车场晚上六点到早上八点错时开放，另外整理空地加了{n:20-60}个车位。两周看下来，这段路没有再堵死。',
        ],
        praise: ['先给车找地方，再管违停，对。'],
        photosBefore: 'doubleParking',
        photosAfter: 'orderlyParking',
      },
      {
        picks: {},
        titles: ['{road}汽车停在盲道上', '{road}{n:1-200}号人行道被车占'],
        words: [
          '{road}{n:1-200}号门前人行道上停了{n:3-9}辆车，盲道全压住了，推婴儿车的只能走马路。',
          '{time}看到一位视障居民在{road}{n:1-200}号前摸到车身才停住，盲道上一排车，实在说不过去。',
        ],
        remarks: ['叫车主挪走一大半，没人应的{n:1-3}辆拖走了。'],
        replies: [
          '{road}{n:1-200}号前占盲道的{n:3-9}辆车已全部挪走，人行道口装了隔离柱，间距按轮椅能过来定。常停在这里的车主，社区帮着登记到附近的错时车位。网格员每天两次来看，盲道没有再被占。',
        ],
        praise: ['盲道通了，也给车主想了办法。'],
        photosBefore: 'blindPathParking',
        photosAfter: 'clearPath',
      },
      {
        picks: { truck: ['冷藏车', '货柜车', '工程车'] },
        titles: ['{road}{truck}停了半幅路', '{road}货车夜间占道停放'],
        words: [
          '{road}每天夜里停一排{truck}，占了半幅路，发动机整夜响，两边住户睡不好，早上出门也看不清来车。',
          '{road}的{truck}越停越多，都说附近没有停车场，居民意见很大，能不能找块地方集中停。',
        ],
        remarks: ['夜里数了{n:12-30}辆，司机都说没处停，附近有块空地能用。'],
        replies: [
          '{road}夜间禁停货车，{n:12-30}辆{truck}引导到附近整好的临时停车场，有灯、有厕所，冷藏的还能插电，司机愿意去。路上装了抓拍和限时牌，这一周夜里没有再占道，发动机声也没有了。',
        ],
        praise: ['给了停车场，路也通了，夜里也静了。'],
        photosBefore: 'doubleParking',
        photosAfter: 'orderlyParking',
      },
      {
        kinds: ['街道', '镇'],
        picks: {},
        titles: ['{community}“僵尸车”占车位', '{community}旧车停了半年没人动'],
        words: [
          '{community}有{n:2-6}辆旧车停了半年没动过，轮胎瘪了，车底下积着垃圾，居民回家反倒没处停。',
          '{community}的老旧小区本来就缺车位，{n:2-6}辆“僵尸车”占着不走，联系不上车主，请有关部门出面。',
        ],
        remarks: ['核对了{n:2-6}辆，能联系上车主的先打电话，其余贴了告示。'],
        replies: [
          '{community}的{n:2-6}辆旧车按程序通知、公示后已全部移走，其中能联系上的由车主自己开走。腾出的车位划线，优先给老人和残疾人家庭。以后连续停放超过一个月没动的，网格员先上门提醒再登记。',
        ],
        praise: ['腾出的位子先给老人，合情合理。'],
        photosBefore: 'doubleParking',
        photosAfter: 'orderlyParking',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '白天好，晚上还挤。' },
      { rating: '不满意', text: '拖了又来，没有出路。' },
    ],
  },
  {
    category: 'travel.bus',
    weight: 4,
    urgency: '一般',
    cases: [
      {
        picks: { weather: ['夏天晒得站不住', '下雨只能躲屋檐', '冬天风口里等车'] },
        titles: ['{road}公交站没有候车亭', '{road}等公交没处躲雨'],
        words: [
          '{road}{n:1-200}号的公交站只有一块站牌，{weather}，老人抱着孩子连个坐的地方都没有。',
          '{time}我在{road}{n:1-200}号等了一回公交，没有亭子没有凳子，一位大爷说{weather}，盼了好几年。',
        ],
        remarks: ['到站上看了，人行道宽度够，可以建亭子。'],
        replies: [
          '{road}{n:1-200}号的公交站已建成候车亭，有座椅、有灯、有挡风板，站牌换成大字版，夜里也看得清。选址时请经常坐车的几位老人来看过。同一条线上还有{n:2-6}个没有亭子的站，排在下个季度建。',
        ],
        praise: ['有亭子有灯，老人坐得住了。'],
        photosBefore: 'bareBusStop',
        photosAfter: 'busShelter',
      },
      {
        picks: { who: ['放学的孩子', '上夜班的工人', '进城看病的老人'] },
        titles: ['{village}末班公交太早', '{village}公交班次少赶不上'],
        words: [
          '{village}的末班车下午五点一刻就走了，{who}常常赶不上，只好让家里人骑摩托去接，路又远又黑。',
          '{village}好几家托我问，公交一天只有{n:3-5}班，{who}最不方便，能不能晚一点再加一班。',
        ],
        remarks: ['到村里和学校问了一圈，要坐晚班的有{n:20-50}个人，够开一班。'],
        replies: [
          '{village}工作日加开一班，傍晚六点十分发车，票价不变，第一周每天有{n:20-50}人坐。周末按预约开，满六人就发车，电话写在站牌上，不会用手机的由村干部代约。两个月后看客流再定是否固定下来。',
        ],
        praise: ['末班赶得上，家里人不用再去接。'],
        photosBefore: 'bareBusStop',
        photosAfter: 'busShelter',
      },
      {
        picks: {},
        titles: ['{community}公交改线后绕远了', '{community}公交少停一站不方便'],
        words: [
          '{community}的公交改线以后绕了一大圈，到医院原来一刻钟，现在要{n:35-55}分钟，老人还要转一趟。',
          '{community}的老人说，公交改线把门口那一站撤了，要走{n:400-900}米去等车，腿脚不好的干脆不出门了。',
        ],
        remarks: ['跟着坐了一趟，确实绕，站上的老人都这么说。'],
        replies: [
          '{community}门口的站已经恢复，早上六点半到下午五点半每班都停；到医院加了一条直达的支线，上车只收一次钱。试行两周，老人到医院二十分钟左右。今后改线先在站上公示、听乘客意见，再定。',
        ],
        praise: ['站恢复了，老人又肯出门了。'],
        photosBefore: 'bareBusStop',
        photosAfter: 'busShelter',
      },
      {
        picks: { bad: ['电子屏不亮', '报站时间不准', '站牌被撞歪'] },
        titles: ['{road}公交站{bad}', '{road}站台设施坏了没人修'],
        words: [
          '{road}{n:1-200}号公交站{bad}，车来没来全靠猜，外地人更是看不明白。',
          '{time}在{road}{n:1-200}号等车，{bad}，旁边的人说已经{n:10-40}天了，打过电话没下文。',
        ],
        remarks: ['到站看了，属实，配件今天报，先贴一张纸质时刻表。'],
        replies: [
          '{road}{n:1-200}号公交站的问题已修好，站牌扶正，电子屏换了供电模块，报站误差控制在两分钟内。公交公司把这条线{n:8-20}个站都查了一遍，另外修了{n:2-5}处。站台贴了报修码，两天内到场。',
        ],
        praise: ['屏准了，等多久心里有数。'],
        photosBefore: 'bareBusStop',
        photosAfter: 'busShelter',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '改善了，周末还不方便。' },
      { rating: '不满意', text: '说了要改，站上还是老样子。' },
    ],
  },
  {
    category: 'travel.ferry',
    weight: 2,
    counties: ['松屿县'],
    urgency: '一般',
    cases: [
      {
        picks: {},
        titles: ['{road}码头候船棚漏雨', '{road}候船棚破了没处躲'],
        words: [
          '{road}码头的候船棚顶破了{n:2-5}处，下雨天老人抱着孩子没处躲，凳子都是湿的，晚上连灯也没有。',
          '{time}在{road}码头等船，棚顶漏得像筛子，{n:15-40}个人挤在一角，风一吹全身湿。',
        ],
        remarks: ['立柱还结实，破的地方先绑帆布，材料跟船运过来。'],
        replies: [
          '{road}码头的候船棚换了耐海风的新顶，补好漏的{n:2-5}处，加了挡风板、木凳和太阳能灯，航班时刻和停航电话贴在棚里。以后由码头管理员每月查一次，台风前后各加查一次。',
        ],
        praise: ['一滴不漏，等船能坐下来了。'],
        photosBefore: 'leakingPier',
        photosAfter: 'repairedPier',
      },
      {
        picks: { why: ['大雾', '大风', '检修'] },
        titles: ['{road}码头停航没人通知', '{road}码头停了航才知道'],
        words: [
          '因为{why}停航，{township}{road}码头{n:20-60}个人干等着，没有广播也没有人说什么时候开，有要去看病的老人急得直转。',
          '{township}的居民说，{why}停航常常是到了{road}码头才知道，来回白跑一趟，能不能早点告诉一声。',
        ],
        remarks: ['到码头先安顿等船的{n:20-60}个人，广播修好了，有人在窗口答问。'],
        replies: [
          '{township}停航信息改为短信、码头大屏、村里广播同时发，能预见的提前三小时发；{road}码头窗口停航时不关，票全退、改签不收钱。看病、高考这类急事登记后，具备条件时由应急船先送。',
        ],
        praise: ['能提前知道，不再白跑一趟。'],
        photosBefore: 'leakingPier',
        photosAfter: 'repairedPier',
      },
      {
        picks: { bad: ['跳板晃得厉害', '没有扶手', '台阶长满青苔'] },
        titles: ['{road}码头上船{bad}', '{road}码头跳板老人难走'],
        words: [
          '{road}码头上下船的地方{bad}，退潮时落差大，老人要两个人扶着，昨天一位阿婆一脚踩空。',
          '{time}陪几位老人从{road}码头上船，{bad}，行李都是船员一件件拎上去的，请装个扶手。',
        ],
        remarks: ['先绑牢跳板、铺防滑垫，扶手今天运到。'],
        replies: [
          '{road}码头换了带护栏的宽跳板，台阶清了青苔、贴了防滑条，两侧装了{n:8-24}米扶手，轮椅上船有专用坡板。请{n:3-8}位老人试走了涨潮、退潮两趟，都能自己扶着上。大潮时码头加一个人搀扶。',
        ],
        praise: ['老人自己扶着就上船了，安全。'],
        photosBefore: 'leakingPier',
        photosAfter: 'repairedPier',
      },
      {
        picks: { season: ['国庆', '暑假', '春节前后'] },
        titles: ['{township}{season}岛民买不到船票', '{township}旺季航班不够坐'],
        words: [
          '{season}游客一多，{township}的居民反而买不到船票，看病的、上学的排在后面干着急。',
          '{season}{township}码头排队要{n:40-90}分钟，岛上的孩子差点误了返校，能不能给居民留几张票。',
        ],
        remarks: ['现场先分开排队，给居民留出{n:20-40}张票。'],
        replies: [
          '{township}旺季每天加开{n:2-5}班，每班给岛上居民留{n:12-24}个座，开船前二十分钟没人要才放给游客。看病、上学、产检凭证明优先上船。居民票价不变，留座办法贴在售票窗口，请大家监督。',
        ],
        praise: ['给居民留了座，孩子没误返校。'],
        photosBefore: 'leakingPier',
        photosAfter: 'repairedPier',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '好多了，旺季还要看。' },
      { rating: '不满意', text: '答复归答复，旺季照旧。' },
    ],
  },
  {
    category: 'travel.bikes',
    weight: 3,
    kinds: ['街道'],
    urgency: '一般',
    cases: [
      {
        picks: { pt: ['公交站口', '医院门口', '校门口', '商场前'] },
        titles: ['{road}{pt}共享单车堆成山', '{road}{pt}单车压住盲道'],
        words: [
          '{road}{pt}的共享单车堆了两层，压着盲道，推轮椅的过不去，有位老人被绊倒过。',
          '{time}看到{road}{pt}单车倒了一大片，足有{n:60-200}辆，企业的人只管投不管收。',
        ],
        remarks: ['盲道先清出来，点了{n:60-200}辆，坏的另外放。'],
        replies: [
          '{road}{pt}的{n:60-200}辆单车当天清走大半，划了{n:3-6}处停放框，框停满了手机上就还不了车。早晚高峰企业派人在现场摆放，摆不好的扣下季度投放数。盲道两边留出了一米，没有再压。',
        ],
        praise: ['盲道通了，扣投放这条管用。'],
        photosBefore: 'messyBikes',
        photosAfter: 'tidyBikes',
      },
      {
        picks: { door: ['单元门', '小区大门', '消防通道口'] },
        titles: ['{community}{door}被单车堵住', '{community}门口单车乱停'],
        words: [
          '{community}的{door}天天被共享单车堵着，老人出门先要搬车，救护车来了也开不进。',
          '{community}居民说，{door}前横七竖八停着{n:15-40}辆单车，打企业电话要转三道，半天没人来。',
        ],
        remarks: ['先清开{door}前的{n:15-40}辆，企业运维在路上。'],
        replies: [
          '{community}{door}前画了禁停区并装了定位道钉，停在线里锁不上车，附近另设{n:2-4}处停放框。企业给社区留了专人电话，一小时内到场清，超时记一次。看了一周，门口没有再堵。',
        ],
        praise: ['出门不用先搬车了。'],
        photosBefore: 'messyBikes',
        photosAfter: 'tidyBikes',
      },
      {
        picks: {},
        titles: ['{road}坏单车扔在绿化带', '{road}废弃单车没人回收'],
        words: [
          '{road}的绿化带里扔着{n:12-40}辆坏单车，锈得发红，居民说快半年了，孩子还爬上去玩。',
          '{time}走过{road}，草丛里全是缺轮子少座的单车，{n:12-40}辆都有，灌木也压死一片。',
        ],
        remarks: ['点了{n:12-40}辆，三家企业都有，今天各收各的。'],
        replies: [
          '{road}绿化带里的{n:12-40}辆坏车已由企业拉走拆解，压坏的灌木由企业出钱补种。街道和企业约定，坏车两天内收走，逾期由街道代收、费用照付。周边{n:3-8}条路一起清了一遍，绿地里没有了。',
        ],
        praise: ['绿地也补种了，好。'],
        photosBefore: 'messyBikes',
        photosAfter: 'tidyBikes',
      },
      {
        picks: {},
        titles: ['{road}高峰没处还单车', '{road}停放点太少人行道停满'],
        words: [
          '{road}早高峰骑车的人多，停放点却只有{n:1-2}处，大家找不到框就往人行道上一扔。',
          '{time}我骑单车到{road}，转了一大圈没处还，旁边好几个人也在找，能不能多划几处停放框。',
        ],
        remarks: ['沿路走了一遍，能加停放框的地方有{n:5-12}处。'],
        replies: [
          '{road}已按早晚客流加划停放框{n:5-12}处、车位{n:80-200}个，手机上能看到哪个框还有空位，满了自动引到下一处。早上调度车把车从站口往住宅区运，晚上再运回来，人行道两周没有再停满。',
        ],
        praise: ['有框有调度，不用到处找了。'],
        photosBefore: 'messyBikes',
        photosAfter: 'tidyBikes',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '清了，节假日又多。' },
      { rating: '不满意', text: '清走一半又来一批。' },
    ],
  },
  {
    category: 'travel.school',
    weight: 3,
    kinds: ['街道', '镇'],
    months: [3, 4, 5, 6, 9, 10, 11, 12],
    urgency: '较急',
    cases: [
      {
        picks: { school: ['小学', '中学', '幼儿园'] },
        titles: ['{road}{school}放学堵成一团', '{road}{school}门口接送拥堵'],
        words: [
          '{road}{school}放学时几十辆车挤在校门口，孩子在车缝里钻，昨天有个孩子差点被蹭到。',
          '我在{road}{school}门口看了一次放学，{n:20-35}分钟动不了，公交、救护车都过不来，家长自己也着急。',
        ],
        remarks: ['放学时到场，先护着孩子过街，跟校长和家委会谈了。'],
        replies: [
          '{road}{school}从本周起分三批放学，每批隔十分钟，高峰时段单向通行，接送区划在旁边空地，家长走两三分钟。交警、老师、家长志愿者一起护学。试了一周，最堵时由{n:20-35}分钟降到{n:6-10}分钟。',
        ],
        praise: ['错峰加接送区，孩子走得安稳。'],
        photosBefore: 'schoolGate',
        photosAfter: 'guardedCrossing',
      },
      {
        picks: {},
        titles: ['{road}校门口没有斑马线', '{road}学生横穿马路危险'],
        words: [
          '{road}校门口没有斑马线，最近的要绕{n:150-350}米，孩子图近直接横穿，司机急刹车我见过好几回。',
          '{time}站在{road}校门口数了数，{n:20-60}个孩子从车流里跑过去，看得人心惊，请划一条斑马线。',
        ],
        remarks: ['交警来量过，视距够，可以划在校门正对面。'],
        replies: [
          '{road}校门口已划好斑马线，配了让行灯和减速带，上下学时有人举牌护送。划线前后测了车速，平均每小时慢了{n:10-18}公里。原来从车流里跑的{n:20-60}个孩子，现在都走斑马线。',
        ],
        praise: ['有了斑马线，孩子不再横穿。'],
        photosBefore: 'schoolGate',
        photosAfter: 'guardedCrossing',
      },
      {
        picks: {},
        titles: ['{road}电动车在校门口乱窜', '{road}上学路电动车走人行道'],
        words: [
          '{road}校门口的人行道上电动车来来去去，孩子只好往马路中间让，前天有个一年级的孩子被碰倒。',
          '几位家长跟我说，{road}上学那段路，电动车逆行、上人行道没人管，老师站在门口也拦不住。',
        ],
        remarks: ['交警和护学岗到位，先把电动车引到非机动车道。'],
        replies: [
          '{road}校门口{n:150-300}米划为慢行区，人行道两头装了隔桩，电动车上不来。交警早晚高峰在场，查了{n:12-40}起逆行；外卖平台把取餐点挪到了路口外。学校和家长轮流护学，一直到学期末。',
        ],
        praise: ['人行道还给了孩子。'],
        photosBefore: 'schoolGate',
        photosAfter: 'guardedCrossing',
      },
      {
        picks: {},
        titles: ['{road}晚自习放学路太黑', '{road}学生夜路缺灯有坑'],
        words: [
          '{road}是学生晚自习放学走的路，{n:3-8}盏灯不亮，路上还有坑，有个孩子踩空扭了脚，家长只好打着手电来接。',
          '家长们反映，晚自习下课走{road}，灯不亮、树影重，孩子结伴小跑着回家，能不能先把灯修好。',
        ],
        remarks: ['今晚去走了一遍，不亮的{n:3-8}盏已报修，先派人在路口守着。'],
        replies: [
          '{road}不亮的{n:3-8}盏灯已修好，又补装了{n:2-4}盏，坑填平了，挡光的枝条修掉，夜里复测照度合格。晚自习放学时段由巡逻队走两趟，路上两家便利店挂了“安心屋”的牌子，孩子有事可以进去。',
        ],
        praise: ['灯亮了、路平了，还有安心屋。'],
        photosBefore: 'schoolGate',
        photosAfter: 'guardedCrossing',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '好转，雨天还是堵。' },
      { rating: '不满意', text: '管了三天又没人了。' },
    ],
  },
  {
    category: 'life.canteen',
    weight: 4,
    urgency: '较急',
    cases: [
      {
        picks: {},
        titles: ['{community}老年食堂停了半个月', '{community}老人中午没处吃饭'],
        words: [
          '{community}的老年食堂关门半个月了，门上贴着“内部调整”，{n:60-150}位老人中午没处吃饭，有的拿饼干对付。',
          '{time}到{community}，几位独居老人问我食堂还开不开，他们已经好几天没吃上一顿热菜了。',
        ],
        remarks: ['问清楚了，是承包的人嫌亏本走了，今天中午先从邻近助餐点送饭过来。'],
        replies: [
          '{community}老年食堂已换了经营单位，后天恢复开门。停业期间由邻近助餐点送餐，{n:60-150}位老人没有断过顿，独居的送到家里。补助由一年结一次改成每月按就餐人次结，免得经营方再垫不起。',
        ],
        praise: ['先保住老人吃饭，次序对。'],
        photosBefore: 'closedDoor',
        photosAfter: 'elderCanteen',
      },
      {
        picks: { bad: ['菜偏咸、太硬', '送到家已经凉了', '天天就那几样'] },
        titles: ['{community}老年餐{bad}', '{community}老人说饭菜不合口'],
        words: [
          '{community}的老人跟我讲，助餐的{bad}，牙口不好的吃一半剩一半，又不好意思说。',
          '{time}我在{community}的老年食堂吃了一顿，确实{bad}，旁边的奶奶说干脆在家煮粥了。',
        ],
        remarks: ['跟{n:12-30}位老人一起吃了一顿，意见一条条记下了。'],
        replies: [
          '{community}老年食堂请营养师调了菜谱，每天有一道软菜、一道少盐菜，送餐换了保温箱，十一点半前送到。菜单提前一周公示，老人可以点选，每月请{n:12-30}位老人打分，连着两次低分就换厨师。',
        ],
        praise: ['菜软了也热了，老人肯多吃了。'],
        photosBefore: 'closedDoor',
        photosAfter: 'elderCanteen',
      },
      {
        picks: { who: ['走不动的独居老人', '刚出院的老人', '常年卧床的老人'] },
        titles: ['{village}{who}吃饭难', '{village}盼送餐上门'],
        words: [
          '{village}有几位{who}，食堂在镇上离得远，家里人又在外打工，一天只吃一两顿，盼着能送餐上门。',
          '{time}去{village}看望{who}，灶台是凉的，说中午吃了点剩粥，能不能每天送一顿热饭。',
        ],
        remarks: ['今天中午网格员先带了饭菜上门，名单按户登记好了。'],
        replies: [
          '{village}需要送餐的{n:8-30}位老人已全部登记，由邻村食堂做饭、网格员和志愿者分{n:2-4}条线送，十一点半前到家。送餐时顺便看看老人气色、量个血压，发现不对先联系卫生院。节假日也不停。',
        ],
        praise: ['饭送到家，还顺便看看身体，贴心。'],
        photosBefore: 'closedDoor',
        photosAfter: 'elderCanteen',
      },
      {
        picks: {},
        titles: ['{village}助餐点太远老人走不动', '{village}盼设个小助餐点'],
        words: [
          '{village}的老人到助餐点要走{n:20-45}分钟，还有一道坡，雨天就不敢出门，盼着近处设一个小的。',
          '{village}的老人说，助餐点饭菜不错，就是太远，走一趟腿要歇半天，村里有空屋，能不能用起来。',
        ],
        remarks: ['看了村里那间空屋，通水通电，收拾一下能坐二十个人。'],
        replies: [
          '{village}把空屋收拾成小助餐点，二十个座，饭菜每天从中心食堂保温送来，老人走几分钟就到，不用再走{n:20-45}分钟。地面做了防滑，门口加了扶手。开张第一周来了{n:100-260}人次，饭后还能坐着说说话。',
        ],
        praise: ['家门口吃上热饭，老人高兴。'],
        photosBefore: 'closedDoor',
        photosAfter: 'elderCanteen',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '改进了，菜还是偏咸。' },
      { rating: '不满意', text: '说要改，去吃还是老样子。' },
    ],
  },
  {
    category: 'life.clinic',
    weight: 3,
    urgency: '较急',
    cases: [
      {
        picks: {},
        titles: ['{village}卫生室多日没开门', '{village}老人配药太远'],
        words: [
          '{village}卫生室十来天没开门，听说医生调走了，高血压的老人断了药，要坐一个小时的车到别处去配。',
          '{time}到{village}，卫生室门锁着，{n:20-50}位慢病老人等着拿药，问谁都说不清什么时候开。',
        ],
        remarks: ['快断药的{n:3-9}位老人先登记，明天卫生院的人带药过来。'],
        replies: [
          '{village}卫生室从本周起每周一、三、五有卫生院的医生坐诊，{n:20-50}位慢病老人的药已配齐，快断药的当天送到家。驻村医生正在招，村里腾了宿舍。夜里有急病打值班电话，车从镇上过来。',
        ],
        praise: ['药送到了家门口，老人心定了。'],
        photosBefore: 'closedDoor',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { lack: ['常用药不全', '医保卡刷不了', '血糖仪坏了'] },
        titles: ['{community}卫生站{lack}', '{community}卫生站服务跟不上'],
        words: [
          '{community}卫生站{lack}，老人为一盒药要跑到大医院，排队半天，站里的护士也没办法。',
          '{time}陪一位糖尿病老人去{community}卫生站，{lack}，白跑了一趟，希望能补一补。',
        ],
        remarks: ['缺什么列了一张单子，急用的今天先从卫生院调。'],
        replies: [
          '{community}卫生站{lack}的问题已经解决：按慢病目录备齐{n:40-80}种药，缺的两天内调到；医保系统重新联通，仪器换了新的。站里每周公布一次药品目录，老人打电话可以先问有没有，再出门。',
        ],
        praise: ['药齐了，老人不用跑大医院。'],
        photosBefore: 'closedDoor',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { who: ['行动不便的老人', '刚出院的病人', '产后的妈妈'] },
        titles: ['{community}家庭医生没上过门', '{community}盼医生上门服务'],
        words: [
          '{community}几位{who}签了家庭医生，一年了没上过门，换药量血压都要家里人扶着出去。',
          '{time}看望{community}的{who}，说家庭医生只打过一个电话，能不能来家里看一次。',
        ],
        remarks: ['今天跟家庭医生一起上门，先看了最急的{n:2-5}位。'],
        replies: [
          '{community}的{who}共{n:8-24}位，从这个月起由家庭医生每月上门一次，换药、抽血、复查都在家里做，查不了的接去卫生院。来没来、看得好不好由本人打分，分数低的换医生团队，结果每季度公布。',
        ],
        praise: ['真上门了，换药不用扶着出去。'],
        photosBefore: 'closedDoor',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { bad: ['等候区没有座位', '不叫号全靠挤', '抽血要等到八点'] },
        titles: ['{community}卫生站{bad}', '{community}看病等候不方便'],
        words: [
          '{community}卫生站{bad}，空腹来抽血的老人站了{n:30-60}分钟，有一位差点晕倒。',
          '{time}我在{community}卫生站看到，{bad}，发热的孩子和老人挤在一起，希望改一改。',
        ],
        remarks: ['先搬来一批凳子，请站里分开发热的和配药的。'],
        replies: [
          '{community}卫生站已添置座椅、装了叫号机，抽血提前到早上六点四十，空腹的先抽。发热病人单独候诊，配药窗口增加一个。等候由{n:30-60}分钟缩到十几分钟，站里还备了温水和糖块。',
        ],
        praise: ['能坐着等了，还备了糖水，细心。'],
        photosBefore: 'closedDoor',
        photosAfter: 'serviceCounter',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '好些了，坐诊日子还少。' },
      { rating: '不满意', text: '说派人，只来过一次。' },
    ],
  },
  {
    category: 'life.market',
    weight: 3,
    urgency: '一般',
    cases: [
      {
        picks: { area: ['水产区', '鲜肉区', '豆制品区'] },
        titles: ['{road}菜场{area}地面湿滑', '{road}菜场{area}排水不畅'],
        words: [
          '{road}菜场{area}地上常年是水，老人滑倒过{n:2-4}回，排水沟堵着，天热了味道很冲。',
          '{time}去{road}菜场，{area}一脚一个水坑，摊主穿着雨靴卖，说管理费年年交，沟从来没掏过。',
        ],
        remarks: ['沟里全是泥和鱼鳞，先掏通，铺上防滑垫。'],
        replies: [
          '{road}菜场{area}利用收市后的{n:5-8}个夜里重做了地面和排水坡，沟上换了活动盖板，每天收市掏一次、冲一次，摊位一天没停。完工那天请摊主和老顾客一起验收，地面是干的。',
        ],
        praise: ['夜里施工不耽误生意，地干了。'],
        photosBefore: 'wetMarket',
        photosAfter: 'dryMarket',
      },
      {
        picks: {},
        titles: ['{road}菜场秤不准', '{road}菜场公平秤坏了'],
        words: [
          '{road}菜场有几个摊的秤不准，老人买一斤肉回家称只有八两多，想对一对，公平秤又坏着。',
          '{time}在{road}菜场，一位阿姨为了斤两跟摊主争起来，公平秤坏了{n:10-30}天，没人出来说话。',
        ],
        remarks: ['当场抽了{n:10-24}台秤，{n:1-4}台偏轻，先封起来。'],
        replies: [
          '{road}菜场的{n:10-24}台秤全部检定，偏轻的{n:1-4}台换新并立案。公平秤修好放在大门口，旁边有人帮老人称。缺斤短两的当场补足并公示摊位号，一年三次的收回摊位，抽查结果每月贴一次。',
        ],
        praise: ['公平秤放门口，买菜放心了。'],
        photosBefore: 'wetMarket',
        photosAfter: 'dryMarket',
      },
      {
        picks: { bad: ['顶棚漏雨', '排气扇不转', '灯坏了一半'] },
        titles: ['{road}菜场{bad}', '{road}菜场设施坏了不修'],
        words: [
          '{road}菜场{bad}，{n:40-90}个摊主交着管理费，反映了几次没人修，买菜的人也不愿进去。',
          '{time}去{road}菜场买菜，{bad}，摊主自己拉了线、撑了伞，看着既不安全也不像样。',
        ],
        remarks: ['市场方到场，答应今晚先修最要紧的。'],
        replies: [
          '{road}菜场{bad}的问题已修好，线路重新走了管，加了{n:2-6}台换气设备。{n:40-90}个摊主选出五个人，和市场方一起管维修账，管理费收多少、花在哪里每季度公示。以后报修两天内答复。',
        ],
        praise: ['修好了，账也公开了。'],
        photosBefore: 'wetMarket',
        photosAfter: 'dryMarket',
      },
      {
        picks: { farm: ['自家种的菜', '山上挖的笋', '自家养的鸡蛋'] },
        titles: ['{road}菜场没有农民摊位', '{village}老人卖菜没处摆'],
        words: [
          '{village}的老人到{road}卖{farm}，路边不让摆，进菜场一天摊位费{n:20-40}元，一篮菜都卖不出这么多。',
          '{time}在{road}遇到{village}的几位老人，{farm}放在地上，怕人赶，问能不能给个便宜的地方。',
        ],
        remarks: ['跟菜场管理方谈了，外面广场能划出十几个位子。'],
        replies: [
          '{road}菜场外广场划了{n:10-20}个自产自销摊位，凭村里证明免费用，早上五点到九点，有遮阳棚和水龙头。{village}的老人第一天就来了{n:6-15}位，卖完早早回家。菜场内的老摊主没有意见，客流反而多了。',
        ],
        praise: ['老人卖菜有了地方，心里踏实。'],
        photosBefore: 'wetMarket',
        photosAfter: 'dryMarket',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '修了，夏天还要看味道。' },
      { rating: '不满意', text: '扫了一遍，过两天又湿。' },
    ],
  },
  {
    category: 'life.access',
    weight: 3,
    urgency: '一般',
    cases: [
      {
        picks: { place: ['便民服务点', '社区用房', '卫生站', '银行'] },
        titles: ['{road}{place}没有坡道', '{road}{place}台阶挡住轮椅'],
        words: [
          '{road}{place}门口有{n:3-6}级台阶，没有坡道，坐轮椅的居民办事要两个人抬，来一次求一次人。',
          '{time}陪一位坐轮椅的居民去{road}{place}，{n:3-6}级台阶上不去，只好请工作人员出来在门口办。',
        ],
        remarks: ['量了高差{n:45-80}厘米，先放一块活动坡板，正式的请设计来看。'],
        replies: [
          '{road}{place}已建好折返缓坡和双层扶手，门换成感应门，里面设了低位窗口。开工前请{n:2-5}位坐轮椅的居民看图，改了一处转弯半径；完工后他们自己推着进去试过。行动实在不便的，可以电话约上门办。',
        ],
        praise: ['轮椅自己就进去了，不用再求人。'],
        photosBefore: 'stepsNoRamp',
        photosAfter: 'newRamp',
      },
      {
        kinds: ['街道', '镇'],
        picks: {},
        titles: ['{community}{n:2-18}幢老人盼装楼道扶手', '{community}老楼没电梯下楼难'],
        words: [
          '{community}{n:2-18}幢是六层老楼，没有电梯，楼道里也没有扶手，几位八十多岁的老人一个月下不了一次楼。',
          '{time}在{community}{n:2-18}幢，看到一位老人扶着墙一级一级往下挪，想请社区给楼道装一副扶手。',
        ],
        remarks: ['一层层量了尺寸，先在一到三楼装临时扶手。'],
        replies: [
          '{community}{n:2-18}幢的楼道扶手已装到顶楼，分高低两道，转角处加了可以歇脚的折叠凳{n:3-6}个，灯换成感应灯，钱从适老化改造里出。社区还租了一台爬楼机，老人要出门看病，提前一天约。',
        ],
        praise: ['有扶手有歇脚凳，老人敢下楼了。'],
        photosBefore: 'stepsNoRamp',
        photosAfter: 'newRamp',
      },
      {
        picks: { stop: ['公交站台', '公园入口', '步道口'] },
        titles: ['{road}{stop}有坎轮椅上不去', '{road}{stop}缺缓坡'],
        words: [
          '{road}{stop}有一道{n:18-35}厘米的坎，轮椅、婴儿车都上不去，我看到一位妈妈连车带孩子抱上去。',
          '{time}到{road}{stop}，一位拄拐的老人迈不上那道坎，旁边的缓坡又被围栏挡着，请改一改。',
        ],
        remarks: ['围栏先打开，坎下垫了斜坡板。'],
        replies: [
          '{road}{stop}的坎已改成缓坡，挡路的围栏拆了一段，盲道也接了过来。请残联的{n:3-6}位朋友试了三趟，提的两处小毛病当天改好。同类的口子全街道查了{n:10-30}处，不通的排在下月一起改。',
        ],
        praise: ['坎没了，推车上去稳稳的。'],
        photosBefore: 'stepsNoRamp',
        photosAfter: 'newRamp',
      },
      {
        picks: { toilet: ['公厕', '菜场厕所', '公园厕所'] },
        titles: ['{road}{toilet}轮椅进不去', '{road}{toilet}无障碍厕位太窄'],
        words: [
          '{road}{toilet}的无障碍厕位门太窄，轮椅进不去，里面又没有扶手，坐轮椅的居民出门不敢喝水。',
          '{time}陪一位坐轮椅的朋友到{road}，{toilet}的无障碍厕位放着杂物，门也推不开，只好赶回家。',
        ],
        remarks: ['杂物清出来了，门宽只有{n:58-70}厘米，要换。'],
        replies: [
          '{road}{toilet}的无障碍厕位门由{n:58-70}厘米加宽到90厘米，改成推拉门，装了扶手、呼叫铃和低位洗手台，杂物一律不许放。请坐轮椅的朋友进去转身、起身试过。周边{n:3-8}处一起查，窄的排队改。',
        ],
        praise: ['门够宽了，朋友能自己用。'],
        photosBefore: 'stepsNoRamp',
        photosAfter: 'newRamp',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '能进去了，门还是重。' },
      { rating: '不满意', text: '做是做了，轮椅还是上不去。' },
    ],
  },
  {
    category: 'life.childcare',
    weight: 3,
    months: [3, 4, 5, 6, 7],
    urgency: '一般',
    cases: [
      {
        picks: { who: ['外来务工的家长', '租房的家长', '刚落户的家长'] },
        titles: ['{community}{who}问入学材料', '孩子上小学要带什么材料'],
        words: [
          '{community}的{who}问我，孩子今年上一年级，居住证、社保要多久，租房没备案算不算，去哪里交材料。',
          '{time}在{community}，几位{who}说，入学材料网上和窗口说的不一样，跑了两三趟还没交齐，能不能一次说清。',
        ],
        remarks: ['问题归成{n:4-7}条，转教育窗口，约好晚上在社区开说明会。'],
        replies: [
          '入学主要看居住、就业或社保、身份三类材料，时长和先后以当年公布的招生办法为准；时长不够的先登记，列入统筹安排。租房没备案的当场能补。{community}的说明会来了{n:15-60}户家长，清单印成一张纸，窗口和网上都按它收。',
        ],
        praise: ['晚上开说明会，下班也赶得上。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: {},
        titles: ['{community}家长问普惠托育', '两岁孩子送托有没有补贴'],
        words: [
          '{community}的年轻父母问，一两岁的孩子没人带，附近有没有普惠托育，收费多少，补贴怎么领。',
          '{time}在{community}遇到几位妈妈，说想上班又找不到放心的托育，不知道哪几家是备过案的。',
        ],
        remarks: ['附近备案的{n:2-5}家都打电话问了，还有{n:5-20}个空位。'],
        replies: [
          '{community}附近有{n:2-5}家备案的普惠托育，价格公示在门口，目前余位{n:5-20}个，每月五日在社区公告栏更新。补贴由托育机构统一代申请，家长只交两样材料，标准以当年文件为准。可以先带孩子试托三天再决定。',
        ],
        praise: ['备案的和余位都列出来了，清楚。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: {},
        titles: ['{community}盼课后托管延时', '放学没人接能不能晚点托'],
        words: [
          '{community}的双职工家长说，学校课后服务五点就结束，厂里六点才下班，中间这一个小时孩子没人管。',
          '{time}几位家长在{community}找我，想问课后托管能不能延到六点半，收不收钱，不写作业的时间能玩些什么。',
        ],
        remarks: ['跟学校谈了，报名的有{n:12-40}个孩子，老师和志愿者能排开。'],
        replies: [
          '附近小学已把课后服务延长到六点半，{community}报名的{n:12-40}个孩子都排进去了，先写作业，再到操场活动，备了点心，基本托管不另收费。六点半还没人接的，由志愿者陪到家长来，签字才离校。',
        ],
        praise: ['延了这一个小时，双职工松了口气。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { holiday: ['暑假', '寒假'] },
        titles: ['{community}{holiday}孩子没人带', '{holiday}托管班在哪里报名'],
        words: [
          '{community}不少家长上班，{holiday}孩子关在家里玩手机，想问镇街有没有托管班、几岁收、怎么报。',
          '{time}在{community}，妈妈们说{holiday}最发愁，文化礼堂空着，能不能请返乡大学生来带一带孩子。',
        ],
        remarks: ['要报名的有{n:20-60}个孩子，文化礼堂能用，大学生志愿者也有了。'],
        replies: [
          '{community}{holiday}托管班已在文化礼堂开班，收六到十二岁的孩子，只收餐费，报名的{n:20-60}个孩子都安排了。返乡大学生和退休教师轮流带，上午写作业，下午有书法、科学小实验和安全课。每天发一次课表和照片。',
        ],
        praise: ['孩子有人带，还学了防溺水。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '清楚了，学位还紧。' },
      { rating: '不满意', text: '窗口还是两种说法。' },
    ],
  },
  {
    category: 'estate.lift',
    weight: 4,
    kinds: ['街道', '镇'],
    urgency: '紧急',
    cases: [
      {
        picks: { who: ['孕妇', '坐轮椅的老人', '带孩子的妈妈'] },
        titles: ['{community}{n:2-18}幢电梯困人', '{community}电梯一个月困了几回'],
        words: [
          '{community}{n:2-18}幢的电梯一个月困了{n:2-4}次人，最近一次是位{who}，困了半个多钟头，物业电话没人接。',
          '{community}{n:2-18}幢住户说，电梯修一次困一次，上回困的是位{who}，现在大家宁可爬楼也不敢坐。',
        ],
        remarks: ['已停用贴告示，检验人员今天到，老人出门先由物业扶着走楼梯。'],
        replies: [
          '{community}{n:2-18}幢电梯停用检验，换了门机和制动部件，复检合格才恢复。原维保单位{n:2-4}次只复位不换件，已解约；新单位保证三十分钟内到场救援。轿厢里装了能通话的应急屏，物业值班电话二十四小时有人接。',
        ],
        praise: ['换掉了不负责的维保，居民敢坐了。'],
        photosBefore: 'liftOut',
        photosAfter: 'liftFixed',
      },
      {
        picks: {},
        titles: ['{community}{n:2-18}幢老电梯要更新', '{community}电梯更换签字凑不齐'],
        words: [
          '{community}{n:2-18}幢的电梯用了快二十年，三天两头停，想换新的，维修资金签字差了几户凑不齐。',
          '{community}{n:2-18}幢业主找我，电梯老得抖，更换方案卡在签字上，有的房子租出去了联系不上房东。',
        ],
        remarks: ['名单拉出来，还差{n:5-14}户，今天起一户户去找。'],
        replies: [
          '{community}{n:2-18}幢差的{n:5-14}户由社区和物业一户户联系，外地的用线上表决，表决已依法通过。更新方案和费用分摊公示无异议，新电梯下月进场。停梯期间每天早晚各有两名志愿者帮老人提东西、背人下楼。',
        ],
        praise: ['一户户找人签字，不容易，办成了。'],
        photosBefore: 'liftOut',
        photosAfter: 'liftFixed',
      },
      {
        picks: { bad: ['关门夹人', '停下来不平层', '按键按不动'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{road}{n:1-200}号电梯{bad}', '{road}电梯有毛病不敢坐'],
        words: [
          '{road}{n:1-200}号的电梯{bad}，推婴儿车的卡过一回，物业说在等配件，一等{n:8-20}天。',
          '{time}去{road}{n:1-200}号走访，电梯{bad}，住户拿张凳子挡着门上下，看着就危险。',
        ],
        remarks: ['先停用，配件厂家查到了，后天能到。'],
        replies: [
          '{road}{n:1-200}号电梯已换配件并通过检验，{bad}的毛病没有了。等{n:8-20}天是因为没有备件，物业已备齐常用的易损件，今后小毛病当天修、大毛病三天内给说法，维保记录每半月贴在轿厢里。',
        ],
        praise: ['修好了，以后也有备件。'],
        photosBefore: 'liftOut',
        photosAfter: 'liftFixed',
      },
      {
        picks: {},
        titles: ['{community}停电时电梯不能用', '{community}两部电梯停了一部'],
        words: [
          '{community}的高层两部电梯停了一部快{n:10-30}天，早高峰要等好几趟，送孩子上学天天迟到。',
          '前几天停电，{community}高层两部电梯都不动，一位坐轮椅的老人被困在楼上大半天，备用电源形同虚设。',
        ],
        remarks: ['停的那部等主板，备用电源今天试了，电瓶早就没电。'],
        replies: [
          '{community}停用的电梯换了主板，已经恢复；备用电源换了电瓶，停电一分钟内能供一部电梯运行，每月试一次，试的时间贴在大堂。行动不便的{n:5-15}户登记在册，电梯检修时物业专人接送、送菜上门。',
        ],
        praise: ['备用电源试过了，老人不怕停电。'],
        photosBefore: 'liftOut',
        photosAfter: 'liftFixed',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '能用了，声音还响。' },
      { rating: '不满意', text: '修好又困人。' },
    ],
  },
  {
    category: 'estate.leak',
    weight: 3,
    kinds: ['街道', '镇'],
    urgency: '一般',
    cases: [
      {
        picks: { part: ['屋顶', '天沟', '外墙'] },
        titles: ['{community}{n:2-18}幢{part}漏雨', '{community}顶楼下雨就漏'],
        words: [
          '{community}{n:2-18}幢{part}漏雨，顶楼人家卧室里放着{n:3-6}个盆，墙皮一片片往下掉，柜子也发霉了。',
          '{time}到{community}{n:2-18}幢顶楼，住户把床搬到了客厅，说一下雨就整夜起来倒水，修过两回都没用。',
        ],
        remarks: ['上屋面看了，漏点{n:2-5}处，先盖上防水布，帮着把柜子挪开。'],
        replies: [
          '{community}{n:2-18}幢的{part}重做防水{n:60-200}平方米，蓄水试了四十八小时不漏，费用走维修资金应急程序，已公示。住户家发霉的墙面由施工方铲掉重刷。下过两场雨我们都上楼看过，是干的，质保五年。',
        ],
        praise: ['下了两场雨，一滴没漏。'],
        photosBefore: 'leakingCeiling',
        photosAfter: 'fixedCeiling',
      },
      {
        picks: { part: ['卫生间', '厨房', '阳台'] },
        titles: ['{community}楼上{part}漏到楼下', '{community}{n:2-18}幢上下楼为漏水争执'],
        words: [
          '{community}{n:2-18}幢楼上的{part}漏水，楼下天花板黄了一大片，楼上说自己没漏，两家吵了好几回。',
          '{community}{n:2-18}幢两家邻居为{part}漏水闹得不说话，都说不是自己的责任，请社区找个懂行的人当面看看。',
        ],
        remarks: ['请了师傅做染色试水，两家都在场看着。'],
        replies: [
          '{community}{n:2-18}幢的漏点找到了，是楼上{part}的防水层破损，染色水十分钟就渗了下来，两家都看到了。社区主持签了协议：楼上重做防水，并负责刷好楼下的顶。闭水试验合格，两家当面握了手。',
        ],
        praise: ['当面试水，谁也没话说，和好了。'],
        photosBefore: 'leakingCeiling',
        photosAfter: 'fixedCeiling',
      },
      {
        picks: { base: ['地下车库', '配电间', '半地下室'] },
        titles: ['{community}{base}顶板渗水', '{community}{base}一下雨就滴水'],
        words: [
          '{community}的{base}顶板渗水，一下雨滴滴答答，物业拿塑料桶接，水离配电箱只有一步。',
          '{time}到{community}，{base}里一摊摊水，住户给我看手机里的录像，雨大时水像帘子一样往下挂。',
        ],
        remarks: ['附近的电先断开，找到施工缝{n:2-5}处在渗。'],
        replies: [
          '{community}{base}渗水的{n:2-5}处施工缝已注浆堵漏，上面的绿化土挖开重做了防水，配电箱移到高处。下雨天我们拍了录像发到业主群，顶板没有再滴水。这类项目今后每年雨季前查一次，结果公示。',
        ],
        praise: ['堵漏又移了配电箱，安心了。'],
        photosBefore: 'leakingCeiling',
        photosAfter: 'fixedCeiling',
      },
      {
        picks: {},
        titles: ['{community}新房渗水开发商推', '{community}保修期内外墙渗水'],
        words: [
          '{community}交房才两三年，外墙渗水的有{n:8-20}户，开发商一会儿说是装修打坏的，一会儿说等天晴。',
          '{community}{n:8-20}户业主联名找我，房子还在保修期，墙里渗水发霉，开发商拖了几个月没来人。',
        ],
        remarks: ['把开发商、物业叫到现场，一户户拍照签字。'],
        replies: [
          '{community}渗水的{n:8-20}户已确认在保修期内，开发商按一户一方案维修，先修家里有老人孩子的，二十天内修完，修一户业主签一户。逾期不修的动用保修金请第三方修。住建部门每周来看一次进度，进度表贴在大堂。',
        ],
        praise: ['有了进度表，开发商不再推了。'],
        photosBefore: 'leakingCeiling',
        photosAfter: 'fixedCeiling',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '漏止住，墙还没刷。' },
      { rating: '不满意', text: '补了又漏。' },
    ],
  },
  {
    category: 'estate.parking',
    weight: 4,
    kinds: ['街道', '镇'],
    urgency: '一般',
    cases: [
      {
        picks: {},
        titles: ['{community}外来车占满小区车位', '{community}下班回家没处停车'],
        words: [
          '{community}总共{n:60-150}个车位，白天被附近上班的车停满，业主下班回来绕半天，只好停到消防道上。',
          '{community}的业主说，外来车随便进、停一天不要钱，回家晚的没处停，为抢车位差点动手。',
        ],
        remarks: ['晚上数了一遍，外来车{n:15-40}辆，消防道上{n:3-9}辆，先请物业把消防道清开。'],
        replies: [
          '{community}装了车牌识别，外来车登记、限时两小时，晚上六点后业主优先。楼间空地整理出{n:12-36}个车位，又与旁边单位谈妥夜间错时共享。消防道画了黄线，占了当场通知挪走，业主群里没再为车位吵。',
        ],
        praise: ['晚上有位子停，消防道也通了。'],
        photosBefore: 'estateParking',
        photosAfter: 'estateBays',
      },
      {
        picks: { money: ['公共收益', '停车费', '电梯广告费'] },
        titles: ['{community}{money}账目不公开', '{community}业主要看{money}的账'],
        words: [
          '{community}的{money}好几年没公示了，业主去问，物业说账在总部，要求公开的有{n:20-60}户签了名。',
          '{community}的业主找到我，{money}收了多少、用在哪里，谁也说不清，请社区牵头把账摊开来看一看。',
        ],
        remarks: ['约了物业和{n:3-5}位业主代表，明天把账本带到社区。'],
        replies: [
          '{community}{money}近三年的收支已逐笔贴在公告栏，{n:3-5}位业主代表查了原始凭证，发现{n:1-3}笔列错，物业已更正。今后每季度公示一次，动用先征求业主意见。不公示的，物业信用记分，业主也可以直接向街道反映。',
        ],
        praise: ['账摊开了，大家不用再猜。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { fee: ['停车费', '物业费', '车位月租'] },
        titles: ['{community}{fee}涨价没开会', '{community}{fee}突然涨了'],
        words: [
          '{community}的{fee}突然涨了，只贴了一张通知，没开过业主大会，{n:30-120}户签名说不认。',
          '{time}到{community}，门口围着一群业主，为{fee}涨价的事跟物业争，双方都请我来评评理。',
        ],
        remarks: ['涨价通知先撤下，双方都坐下来，意见一条条记。'],
        replies: [
          '{community}的{fee}涨价没有经过业主表决，物业已撤回通知，多收的退还。社区牵头开了{n:2-3}次协商会，物业把成本列出来，业主也提了减人减项的办法，方案交业主大会表决，过没过、票数多少都公示，没有表决前按原价收。',
        ],
        praise: ['先停涨价再商量，程序对。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { lock: ['地锁', '水泥墩', '旧轮胎'] },
        titles: ['{community}公共车位被{lock}占', '{community}私装{lock}绊倒老人'],
        words: [
          '{community}的公共车位上装了{n:10-30}个{lock}，夜里一位老人绊倒磕破了膝盖，物业说拆了又装。',
          '{community}本来就缺车位，有人用{lock}把公共车位圈起来，邻里碍着情面不好说，请社区出面。',
        ],
        remarks: ['{lock}数了{n:10-30}个，贴了告示，三天内自己拆。'],
        replies: [
          '{community}公共车位上的{n:10-30}个{lock}已全部拆除，大多是自己拆的，逾期的由社区会同执法队拆。车位重新划线，实行抽签轮换，有残疾人和高龄老人的家庭优先。楼道长每晚看一眼，没有再装。',
        ],
        praise: ['拆干净了，抽签也公平。'],
        photosBefore: 'estateParking',
        photosAfter: 'estateBays',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '有好转，个别人还不守规矩。' },
      { rating: '不满意', text: '开了会没结果。' },
    ],
  },
  {
    category: 'estate.gate',
    weight: 4,
    kinds: ['街道', '镇'],
    urgency: '一般',
    cases: [
      {
        picks: {},
        titles: ['{community}{n:2-18}幢单元门坏了半年', '{community}门禁坏了谁都能进'],
        words: [
          '{community}{n:2-18}幢的单元门坏了半年，一推就开，前阵子楼道里丢了两辆电瓶车，老人不敢随便开门。',
          '{time}到{community}{n:2-18}幢，门禁早就不灵，推销的、发传单的随便上楼，住户心里不踏实。',
        ],
        remarks: ['先装了一把机械锁应急，门禁主板明天到。'],
        replies: [
          '{community}{n:2-18}幢的单元门换了合页、闭门器和门禁主板，刷卡、刷脸、密码都能开，老人免费补卡。进口装了{n:1-3}个公共监控，丢车的事派出所在查。这里没有物业，楼道长和社区一起管，修理费用每季度公示。',
        ],
        praise: ['门关得住了，老人刷脸就能进。'],
        photosBefore: 'brokenGate',
        photosAfter: 'fixedGate',
      },
      {
        picks: {},
        titles: ['{community}{n:2-18}幢楼道灯不亮', '{community}老人摸黑上楼'],
        words: [
          '{community}{n:2-18}幢楼道灯坏了{n:3-5}层，老人上楼扶着墙摸，一位阿婆踩空崴了脚。',
          '晚上去{community}{n:2-18}幢走访，楼道里漆黑一片，靠手机照着上楼，脚下还踢到一堆纸箱。',
        ],
        remarks: ['今晚先换上{n:3-5}层的灯泡，线路老化的明天穿管。'],
        replies: [
          '{community}{n:2-18}幢楼道全部换成感应灯，人一走进来就亮，开关降到老人够得着的高度，老化的线重新穿了管。堆在楼道里的纸箱也请住户搬走了。社区备了一批灯，坏了打电话，当天来换。',
        ],
        praise: ['一走进来灯就亮，老人不摸黑了。'],
        photosBefore: 'brokenGate',
        photosAfter: 'fixedGate',
      },
      {
        picks: { stuff: ['鞋柜纸箱', '旧家具', '咸菜缸和花盆'] },
        titles: ['{community}楼道堆满{stuff}', '{community}{n:2-18}幢楼道堵得难走'],
        words: [
          '{community}{n:2-18}幢楼道里堆满{stuff}，两个人都错不开身，上回抬担架硬是转不过弯。',
          '{community}{n:2-18}幢的楼道成了储藏室，{stuff}从一楼堆到顶楼，邻居不好意思开口，请社区来说。',
        ],
        remarks: ['一户户上门说，当场清了{n:2-4}层，老人的帮着搬下楼。'],
        replies: [
          '{community}{n:2-18}幢楼道的{stuff}已清完，拉走{n:2-5}车，走道净宽恢复到一米一。舍不得扔的，社区借出一间空房统一存放；住户签了楼道公约，楼道长每周拍一次照片，谁家再放就提醒谁家。',
        ],
        praise: ['帮老人搬，还给了存放处，有人情味。'],
        photosBefore: 'brokenGate',
        photosAfter: 'fixedGate',
      },
      {
        picks: { bad: ['抬不起来', '落下来砸到过车', '识别不了车牌'] },
        titles: ['{community}大门道闸{bad}', '{community}进出口天天排队'],
        words: [
          '{community}的大门道闸{bad}，早晚进出排长队，人车又混在一起走，孩子从杆子底下钻。',
          '{time}在{community}门口，道闸{bad}，保安手动抬杆，后面喇叭响成一片，接孩子的都急。',
        ],
        remarks: ['道闸先固定抬起，有人引导，配件今天订。'],
        replies: [
          '{community}的道闸已换新，装了防砸感应，断电自动抬杆。旁边另开了一扇人行门，走路的、推车的不再跟汽车抢道。早晚高峰排队由{n:8-15}分钟降到两三分钟，保安多出手来照看过马路的孩子。',
        ],
        praise: ['人车分开走，排队也短了。'],
        photosBefore: 'brokenGate',
        photosAfter: 'fixedGate',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '能用了，还不太灵。' },
      { rating: '不满意', text: '修了三天又坏。' },
    ],
  },
  {
    category: 'rural.ditch',
    weight: 4,
    kinds: ['镇', '乡'],
    counties: ['禾溪区', '云津区', '临渚区', '望潮区', '青岚县'],
    months: [4, 5, 6, 7, 8],
    urgency: '较急',
    cases: [
      {
        picks: { who: ['种粮大户', '菜农', '瓜农'] },
        titles: ['{village}水渠淤塞放不进水', '{village}干渠要清淤'],
        words: [
          '{village}的水渠淤得只剩半渠水，{who}的田在渠尾，眼看就要用水了，放了一夜流不到田头。',
          '{time}跟{who}沿着{village}的水渠走了一趟，{n:600-1500}米都是淤泥和杂草，去年为放水还吵过架。',
        ],
        remarks: ['走了{n:600-1500}米，淤堵三段、破口{n:2-6}处，挖机明天进场。'],
        replies: [
          '{village}的水渠清淤{n:600-1500}米，补了{n:2-6}处破口，昨天夜里水已经流到渠尾，没有误农时。各组放水的先后排成一张表贴在渠头，有争执先找村里的水利员。冬天再清一次，列进了冬修计划。',
        ],
        praise: ['赶在用水前通了渠，放水也公道。'],
        photosBefore: 'blockedDitch',
        photosAfter: 'flowingDitch',
      },
      {
        picks: {},
        titles: ['{village}机埠水泵坏了', '{village}泵站一开就跳闸'],
        words: [
          '{village}机埠的水泵坏了{n:3-8}天，上百亩田等着水，配件说要从外地发，田里已经开裂。',
          '{village}的机埠一开就跳闸，村民轮流守着合闸，夜里也不敢睡，请派个电工来看看。',
        ],
        remarks: ['先拉两台备用泵过来抽水，机埠的电机今天拆下来修。'],
        replies: [
          '{village}机埠的电机和开关已经换好，连续开了八个小时没有跳闸。修的这几天靠两台备用泵抽水，田里的苗保住了。机埠加了遮雨棚和漏电保护，每月试开一次，常用配件放一套在镇里，再坏当天就能换。',
        ],
        praise: ['备用泵来得快，苗保住了。'],
        photosBefore: 'blockedDitch',
        photosAfter: 'flowingDitch',
      },
      {
        picks: { bad: ['涵洞塌了', '闸门锈死', '过路管堵了'] },
        titles: ['{village}{bad}水过不去', '{village}渠道{bad}冲了田'],
        words: [
          '{village}的渠道{bad}，水过不去，漫到路上又冲进田里，{n:10-30}米田埂塌了。',
          '{time}到{village}，{bad}，上游的田淹着，下游的田干着，两边的农户在渠上争。',
        ],
        remarks: ['用挖机先扒开一个口子，上游的水慢慢放下去。'],
        replies: [
          '{village}{bad}的地方已重修，管径加大了一号，闸门换成不锈钢的，钥匙由水利员管，什么时候开关写在闸边。冲塌的{n:10-30}米田埂由镇里补砌，受淹的田农技员去看过，补苗的秧也送到了。',
        ],
        praise: ['闸修好了，上下游不吵了。'],
        photosBefore: 'blockedDitch',
        photosAfter: 'flowingDitch',
      },
      {
        picks: {},
        titles: ['{village}大雨后农田排不出水', '{village}田里积水要排涝'],
        words: [
          '大雨过后{village}低处的{n:80-300}亩田泡在水里，排水沟又浅又堵，再泡两天苗就没了。',
          '{village}几位大户来电话，田里积水排不出去，各家抽各家的，抽出来又流到别人田里，请统一调度。',
        ],
        remarks: ['水利员到场，先从最低的田排起，泵在往这里运。'],
        replies: [
          '{village}调来{n:3-8}台泵，统一从低处往外排，{n:80-300}亩田一天半排完。镇农技员逐块看过，能救的指导追肥，救不了的登记了保险和补种的秧。排水沟加深{n:300-900}米，下次不用再各抽各的。',
        ],
        praise: ['统一调度，低处先排，公平。'],
        photosBefore: 'blockedDitch',
        photosAfter: 'flowingDitch',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '通了，渠坡还没护。' },
      { rating: '不满意', text: '下游还是没水。' },
    ],
  },
  {
    category: 'rural.road',
    weight: 4,
    kinds: ['镇', '乡'],
    urgency: '一般',
    cases: [
      {
        picks: { use: ['收菜的货车', '校车', '救护车'] },
        titles: ['{village}进村路破损难行', '{village}路坏了{use}进不来'],
        words: [
          '{village}进村的水泥路破了{n:300-900}米，中间的坑下雨像个塘，{use}不肯进来，老人出门也不方便。',
          '{time}到{village}，路上断板一块接一块，{use}停在村口，村民用三轮车一趟趟往外拉。',
        ],
        remarks: ['量了{n:300-900}米，先用碎石把大坑填平，车今天能进。'],
        replies: [
          '{village}进村路{n:300-900}米已重新浇好，断板全部挖掉，不是只补面层，路肩夯实，边沟通了水。施工留半幅通行，{use}一天没停。养护七天后开放重车，质保两年，坏了施工方来修。',
        ],
        praise: ['路真正修了，车能开到家门口。'],
        photosBefore: 'brokenVillageRoad',
        photosAfter: 'newVillageRoad',
      },
      {
        picks: { spot: ['弯道', '坡顶', '桥头'] },
        titles: ['{village}{spot}路窄没护栏', '{village}{spot}会车危险'],
        words: [
          '{village}{spot}那段路窄，一边是沟、一边是坎，没有护栏，两车相会要倒出去{n:30-60}米。',
          '{time}走过{village}{spot}，看到护坎上一道新的刮痕，村民说农用车差点翻下去，盼着装护栏。',
        ],
        remarks: ['先立了反光锥和限速牌，公路站的人来量过。'],
        replies: [
          '{village}{spot}加宽了{n:60-150}米，装了护栏和凸面镜，贴了反光标，夜里看得清边线。前后设了{n:2-4}处会车点，不用再倒车。通车一周，村里的司机都说心里不慌了，限速牌也请交警补立。',
        ],
        praise: ['加宽又装护栏，开车不慌了。'],
        photosBefore: 'brokenVillageRoad',
        photosAfter: 'newVillageRoad',
      },
      {
        picks: { machine: ['收割机', '拖拉机', '烘干车'] },
        titles: ['{village}机耕路坑洼{machine}难走', '{village}机耕路塌了一段'],
        words: [
          '{village}的机耕路坑坑洼洼，{machine}开不进去，农忙时要绕{n:2-5}公里，误工又费油。',
          '{time}在{village}田头，一台{machine}陷在泥里，几个人拉了半天，路肩塌了一半没人修。',
        ],
        remarks: ['先铺碎石让{machine}出来，塌的地方打桩护住。'],
        replies: [
          '{village}的机耕路铺碎石压实{n:400-1200}米，下田的坡口放缓加宽，塌掉的路肩砌了石，{machine}不用再绕路。路由村里大户轮流看护，雨后先看一遍，小坑自己填，大的报镇里，三天内来修。',
        ],
        praise: ['机器开得进去，不用绕路了。'],
        photosBefore: 'brokenVillageRoad',
        photosAfter: 'newVillageRoad',
      },
      {
        picks: { cut: ['被大水冲断', '路基塌空了一截', '桥头沉了下去'] },
        titles: ['{village}村道{cut}', '{village}路断了出不来'],
        words: [
          '大雨后{village}的村道{cut}，里面{n:5-15}户人家出不来，有位老人等着去透析。',
          '{time}{village}来电话，村道{cut}，学生要绕小路走{n:2-4}公里上学，请先架个便道。',
        ],
        remarks: ['老人已经用小车接出来了，便道今天铺，人先走边上。'],
        replies: [
          '{village}当天铺了便道，要透析的老人和上学的孩子由镇里的车接送，没有断过。第三天架了临时钢桥，{n:5-15}户的车能开进开出；路基和涵洞重建，半个月后恢复原路，涵洞加大，不怕再冲。',
        ],
        praise: ['先接人，再修路，老人没误透析。'],
        photosBefore: 'brokenVillageRoad',
        photosAfter: 'newVillageRoad',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '填了坑，整条还没修。' },
      { rating: '不满意', text: '填的石子一雨就走。' },
    ],
  },
  {
    category: 'rural.waste',
    weight: 4,
    kinds: ['镇', '乡'],
    months: [5, 6, 7, 8, 9],
    urgency: '一般',
    cases: [
      {
        picks: { spot: ['村口', '后山脚', '老桥头'] },
        titles: ['{village}{spot}垃圾成堆', '{village}{spot}露天垃圾没人清'],
        words: [
          '{village}{spot}的垃圾堆又起来了，离分类亭远，老人走不动，天热苍蝇一片，雨水冲到菜地里。',
          '{time}到{village}，{spot}堆着{n:2-6}车垃圾，村民说清过几回，清完又堆，没有人上门收。',
        ],
        remarks: ['车叫来了，{n:2-6}车今天拉完，地上撒石灰。'],
        replies: [
          '{village}{spot}的{n:2-6}车垃圾当天清完，翻土种了花草。附近补了一个小分类亭，走路两分钟到；七十岁以上的老人由保洁员早晚上门收。垃圾堆没有了，网格员每天拍一张照片发到村里的群。',
        ],
        praise: ['桶近了，有人上门收，没再堆。'],
        photosBefore: 'villageRubbish',
        photosAfter: 'cleanVillage',
      },
      {
        picks: { src: ['豆腐作坊', '酿酒作坊', '鸭棚', '农家乐'] },
        titles: ['{village}水沟发黑发臭', '{village}{src}污水直排进沟'],
        words: [
          '{village}的一条水沟黑得发亮，臭味老远就闻到，旁边{src}的水直接排进去，夏天没法开窗。',
          '{time}走过{village}的水沟，{n:60-200}米都是黑的，沟边的{src}正往里排水，村民意见很大。',
        ],
        remarks: ['沟口先堵住，取了水样，{src}的主人也在场。'],
        replies: [
          '{village}的{n:60-200}米水沟清了淤，{src}的废水接进村里的污水管，接入前先过沉淀和隔油。水样一个月里测了三次，已经达标。沟两边撒了草籽，村规民约里加了一条：再直排的，停业整改。',
        ],
        praise: ['沟清了，源头也接了管。'],
        photosBefore: 'foulDitch',
        photosAfter: 'flowingDitch',
      },
      {
        picks: { bottle: ['农药瓶', '农膜', '肥料袋'] },
        titles: ['{village}田边{bottle}没人收', '{village}{bottle}扔在沟里'],
        words: [
          '{village}的田埂上、沟里到处是{bottle}，孩子捡来玩，怕中毒，农户说想交也不知道交到哪里。',
          '{time}在{village}走了一圈田埂，{bottle}随手扔在沟里，一下雨就漂到河里去。',
        ],
        remarks: ['跟村干部捡了{n:4-10}袋，数清楚，联系了回收的人。'],
        replies: [
          '{village}的{bottle}已捡拾清运，田头设了{n:3-8}个回收箱，拿来就能换日用品，卖农资的店也收。收来的交有资质的单位处理。两周回收了{n:300-900}件，沟里基本看不到了，每季度再统一捡一次。',
        ],
        praise: ['能换东西，大家就不乱扔了。'],
        photosBefore: 'villageRubbish',
        photosAfter: 'cleanVillage',
      },
      {
        picks: { dung: ['鸡粪', '鸭粪', '羊粪'] },
        titles: ['{village}{dung}堆在路边太臭', '{village}养殖场{dung}外流'],
        words: [
          '{village}路边堆着{dung}，一下雨流到菜地和塘里，几十米外都闻得到，饭都吃不下。',
          '{village}村民跟我说，不是不让养，是{dung}没有个地方放，臭得没法开窗，请帮养殖户想想办法。',
        ],
        remarks: ['跟养殖户当面谈，{dung}先盖膜，流出来的用土截住。'],
        replies: [
          '{village}的养殖户建了{n:20-60}平方米带顶的积粪棚，{dung}每三天由果园大户拉去做肥料，不收钱。流到塘里的已截住，塘水换过并复测合格。镇里给积粪棚补了一部分，养殖户签了不外流的承诺。',
        ],
        praise: ['粪变成了肥，村里也不臭了。'],
        photosBefore: 'villageRubbish',
        photosAfter: 'cleanVillage',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '清了，保洁还要盯。' },
      { rating: '不满意', text: '清一次，个把月又堆。' },
    ],
  },
  {
    category: 'rural.water',
    weight: 2,
    kinds: ['镇', '乡'],
    counties: ['青岚县', '松屿县'],
    months: [7, 8, 9, 12, 1],
    urgency: '紧急',
    cases: [
      {
        picks: { time: ['刚才', '刚刚', '今天'] },
        titles: ['{village}蓄水池见底断水', '{village}山泉水断了没水吃'],
        words: [
          '{village}一个来月没下雨，蓄水池见了底，{n:30-90}户人家到山下挑水，独居老人挑不动。',
          '{time}接到{village}电话，山泉断了，村里没水做饭，老人怕用水多了邻居没有，一天只烧一壶。',
        ],
        remarks: ['送水车先给独居的{n:6-20}户送到缸里，找漏的人上山了。'],
        replies: [
          '{village}已恢复供水：漏水的管子焊好，备用水源接通，水样检测合格才开阀。断水期间送水{n:3-8}车，独居的{n:6-20}户送到水缸边。蓄水池防渗排在今冬做，再旱也能多撑二十天。',
        ],
        praise: ['老人先送到缸边，水也测过才通。'],
        photosBefore: 'dirtyTap',
        photosAfter: 'clearTap',
      },
      {
        picks: {},
        titles: ['{village}水管冻裂没水', '{village}低温停水请抢修'],
        words: [
          '昨夜低温，{village}的水管冻裂了，{n:20-60}户没水，山上的老人化雪烧水，请带配件来抢修。',
          '{village}的水管冻住了，村民用热水浇，浇开了接头又崩，{n:20-60}户等着用水。',
        ],
        remarks: ['带了配件上山，裂的{n:6-15}处一处处换，水先送上去。'],
        replies: [
          '{village}冻裂的{n:6-15}处水管已换，露在外面的都包了保温层，{n:20-60}户当天晚上全部通水。先修老人和有小孩的人家，没修好的由村里送水。入冬前再查一遍，谁家水管裸露先登记、先包。',
        ],
        praise: ['先修老人家的，没让人冻着等。'],
        photosBefore: 'dirtyTap',
        photosAfter: 'clearTap',
      },
      {
        picks: { smell: ['有土腥味', '发浑有沉淀', '漂白粉味很重'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{village}饮用水{smell}', '{village}水质盼检测'],
        words: [
          '{village}的水{smell}，烧开了还是有，{n:20-60}户不敢喝，花钱买桶装水，请来测一测。',
          '{time}到{village}，一位妈妈装了一瓶水给我看，{smell}，担心孩子喝了肚子疼。',
        ],
        remarks: ['水样送检，结果出来前先给各家送桶装水。'],
        replies: [
          '{village}的水{smell}，检测出来是水源边上有放牧、雨后带进泥沙，消毒时加得又不匀。水源已围护，装了过滤和自动加药，连测三次合格。结果贴在村口，以后每周公布一次；检测期间送的桶装水不收钱。',
        ],
        praise: ['结果贴在村口，敢放心喝了。'],
        photosBefore: 'dirtyTap',
        photosAfter: 'clearTap',
      },
      {
        picks: { top: ['坡上几户', '村尾几户', '新安置的几户'], time: ['刚才', '刚刚', '今天'] },
        titles: ['{village}{top}水压太小', '{village}{top}经常没水'],
        words: [
          '{village}{top}的水压小得点不着热水器，傍晚经常一滴没有，半夜才接得到一桶。',
          '{time}到{village}{top}，老人拧开水龙头只有一条细线，说夏天擦身都要等到半夜。',
        ],
        remarks: ['傍晚量了，压力只有平时的三四成，先接一根临时管。'],
        replies: [
          '{village}加了{n:10-30}立方米的调节水箱和一台小型加压泵，换了{n:60-300}米老管，{top}傍晚用水正常了。水费还按原来的收，加压的电费由镇里的供水站出。供水站一个月后再来测一次，数据给您看。',
        ],
        praise: ['热水器点得着了，水费也没涨。'],
        photosBefore: 'dirtyTap',
        photosAfter: 'clearTap',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '通了，压力还小。' },
      { rating: '不满意', text: '通了又断。' },
    ],
  },
  {
    category: 'policy.farm',
    weight: 4,
    months: [2, 3, 4, 5, 9, 10],
    urgency: '一般',
    cases: [
      {
        picks: { what: ['种粮补贴', '耕地地力补贴', '规模种粮补贴'] },
        titles: ['{what}怎么申领', '流转地的{what}谁来报'],
        words: [
          '{village}几位种粮户问，{what}怎么申领，地在外村算不算，流转合同没公证行不行，什么时候到账。',
          '{time}走访{village}，有农户说去年{what}漏报了，今年怕又错过，问面积怎么核、银行卡要不要重报。',
        ],
        remarks: ['约好后天到{village}村委会，{n:4-12}户把合同带来当面看。'],
        replies: [
          '{what}按实际种植面积申报，地在哪个村就在哪个村登记，流转合同在村里备案就行，不要求公证。{village}的{n:4-12}户已当场登记，缺备案的当场补了。公示无异议后拨到卡上，标准和时间以当年公布的办法为准。',
        ],
        praise: ['当面讲清楚，合同也帮着备了案。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { machine: ['插秧机', '收割机', '烘干机', '植保无人机'] },
        titles: ['买{machine}怎么领补贴', '{machine}补贴先买还是先报'],
        words: [
          '{village}的合作社想买一台{machine}，问是先买后补还是能先批，目录里有没有，钱不够能不能贷款。',
          '{time}在{village}，合作社的人拿着两款{machine}的宣传单问我，怕买了不在补贴目录里，白花钱。',
        ],
        remarks: ['型号拍下来了，农业窗口去查目录，银行的人一起约。'],
        replies: [
          '农机补贴是先买后补，买之前扫码就能查型号在不在目录里，{village}看中的两款{machine}有一款在列。钱不够的可以找合作银行办贴息贷款。材料由镇里农业窗口代收，核验后拨付，标准以当年目录为准，机手培训不收钱。',
        ],
        praise: ['先帮着查目录，没花冤枉钱。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { ins: ['水稻保险', '大棚保险', '茶叶低温保险', '水产养殖保险'] },
        titles: ['{ins}怎么投保怎么赔', '受灾后{ins}赔得慢'],
        words: [
          '{village}的农户问，{ins}怎么投、自己出多少，受了灾几天来人看，照片要怎么拍。',
          '{village}大户说，上次受灾{ins}赔得慢，定损单也没看到，问今年能不能说清楚再投。',
        ],
        remarks: ['保险公司和农业窗口的人明天一起到{village}，当场答。'],
        replies: [
          '{ins}由村里统一登记投保，大部分保费财政补，农户自己出一小部分，标准以当年条款为准。受灾后四十八小时内报案，先拍全景再拍近景，不要动现场。{village}上次的定损单已补发给{n:8-30}户，有疑问的可以申请复核一次。',
        ],
        praise: ['定损单补到了手里，赔多少看得明白。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { crop: ['老茶园', '老桑园', '老果园', '毛竹林'] },
        titles: ['{crop}改造有没有补助', '{village}{crop}改造补助怎么报'],
        words: [
          '{village}有{n:10-40}户想改造{crop}，问补助要不要先报批，先种后验行不行，图纸谁来画。',
          '{time}在{village}，农户带我看荒了的{crop}，想重新种起来，就怕材料写不来、种了又不补。',
        ],
        remarks: ['农技员明天到地里看，图纸帮着画。'],
        replies: [
          '{crop}改造要先报计划、再动工、后验收，先种了没报的没法认。{village}的{n:10-40}户由农技员免费画图，材料村里代收代报，成片的优先。种苗可以统一买，便宜也有保障，补助标准和批次以当年文件为准。',
        ],
        praise: ['农技员帮画图，大家敢动手了。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '听懂了，钱还要等。' },
      { rating: '不满意', text: '答了跟没答一样。' },
    ],
  },
  {
    category: 'policy.medical',
    weight: 4,
    urgency: '一般',
    cases: [
      {
        picks: { who: ['在外地带孙子的老人', '常年在外打工的夫妻', '住在女儿家的老人'] },
        titles: ['异地看病怎么备案报销', '{who}看病报销难'],
        words: [
          '{community}几位{who}问我，在外地看病要先垫钱，回来报销又说材料不全，备案到底怎么办。',
          '{time}在{community}，一位{who}翻出一沓发票，说跑了三趟没报成，想问手机上能不能办。',
        ],
        remarks: ['请医保窗口的人周二下午到{community}，一个个教。'],
        replies: [
          '异地看病先在医保平台上备案，选好居住地就行，长期住的办一次一直有效；备过案在联网医院直接刷卡，没联网的带发票、清单、病历回来报。{community}有{n:4-15}位已经当场办好，窗口每周二下午到社区坐半天。',
        ],
        praise: ['手把手教会了，老人不慌了。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { ill: ['高血压', '糖尿病', '慢阻肺'] },
        titles: ['{ill}门诊吃药能报多少', '慢病认定要什么材料'],
        words: [
          '{village}几位{ill}老人问，慢病认定要什么材料，药能不能在村里拿，一次能配多少天。',
          '{time}走访{village}，{ill}老人说药费不少，听说认定以后门诊能多报一些，不知道找谁办。',
        ],
        remarks: ['卫生院和医保窗口一起看了{n:6-20}份病历，能认定的当场收。'],
        replies: [
          '{ill}属于慢病目录里的病种，带病历和检查单到卫生院就能办认定，目录和比例以公布的为准。{village}的{n:6-20}位老人已收齐材料，半个月内出结果。认定后一次可以配更长时间的药，村卫生室也能拿。',
        ],
        praise: ['不用住院也能报，药在村里就拿。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { what: ['城乡居民医保', '新生儿医保', '断了缴的医保'] },
        titles: ['{what}在哪里缴', '{what}过了时间怎么办'],
        words: [
          '{community}几位居民问，{what}在哪里缴、什么时候截止，不会用手机的老人怎么办。',
          '{time}到{community}，老人问{what}没赶上集中缴费的时间，还能不能补，补了多久能用。',
        ],
        remarks: ['带着缴费机到{community}，老人先办，今天办了{n:10-30}位。'],
        replies: [
          '{what}可以在手机、银行、社区窗口缴，时间以税务部门公布的为准，错过集中期的可以补缴，享受待遇的起算时间按规定执行。{community}今天现场办了{n:10-30}位，不会用手机的由网格员陪着办、留好单据，截止前一周社区窗口开到晚上八点。',
        ],
        praise: ['机器带到社区，老人不用去银行排队。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: {},
        titles: ['养老金认证老人不会刷脸', '{village}老人忘认证停发了'],
        words: [
          '{village}有{n:3-9}位老人养老金停了，一问是忘了做领取认证，子女都在外地，手机刷脸老过不了。',
          '{time}看望{village}的老人，对着手机刷了好几次脸都不成功，急得直冒汗，问能不能上门帮着办。',
        ],
        remarks: ['今天上门办了{n:3-9}位，刷脸不行的用证件加合影核。'],
        replies: [
          '{village}停发的{n:3-9}位老人已上门认证，下个月恢复发放，停发期间的按规定补。今后镇里每月先比对一遍快到期的名单，网格员提前上门，子女在外地的可以视频认证，不再等停发了才知道。',
        ],
        praise: ['停发之前先上门，用心了。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '办了，到账还没见。' },
      { rating: '不满意', text: '让再问上级，没个准。' },
    ],
  },
  {
    category: 'policy.housing',
    weight: 4,
    urgency: '一般',
    cases: [
      {
        kinds: ['街道', '镇'],
        picks: {},
        titles: ['{community}{n:2-18}幢想加装电梯', '加装电梯要几户同意'],
        words: [
          '{community}{n:2-18}幢想加装电梯，高层的都愿意，一楼怕挡光怕吵，问要几户同意、钱怎么分、补偿怎么谈。',
          '昨晚在{community}{n:2-18}幢开楼道会，为加装电梯争了一晚上，希望有懂政策的人来讲一讲。',
        ],
        remarks: ['旧改办和设计的人约了周五晚上来，一楼两户先单独上门听意见。'],
        replies: [
          '加装电梯要依法表决并公示，比例以现行规定为准。{community}{n:2-18}幢开了{n:2-3}次议事会，设计改成缩短连廊，把采光测算给一楼看，一楼两户同意了，费用按楼层分摊。政府补助竣工后申领，材料由代办员陪着跑。',
        ],
        praise: ['先听一楼的难处，事情就谈成了。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { who: ['刚毕业的年轻人', '外来务工的夫妻', '住房困难的家庭'] },
        titles: ['公租房怎么申请排队', '{who}问公租房条件'],
        words: [
          '{township}的{who}问，公租房看户口还是看工作，收入怎么算，大概要排多久，能不能自己查到排在第几。',
          '{time}{township}几位{who}跟我说，房租占了工资一大半，想问公租房和租赁补贴哪个合适。',
        ],
        remarks: ['材料清单发到手机上，{n:6-20}位当场填了表。'],
        replies: [
          '公租房主要看住房、收入和就业或社保情况，外来务工人员也可以申请，条件和分值以当年公告为准。{township}这次收了{n:6-20}位的材料，排队号在网上能查，每季度更新。等房期间符合条件的可以先领租赁补贴，两样不同时享受。',
        ],
        praise: ['排在第几自己能查，不用托人。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { why: ['儿子要结婚', '老屋要翻建', '兄弟要分户'] },
        titles: ['{village}农户建房怎么批', '建房审批卡在哪一步'],
        words: [
          '{village}有几户{why}，问宅基地怎么报，图纸要不要自己请人画，报上去{n:6-14}个月了还没有消息。',
          '{time}到{village}，一户人家说{why}，跑了好几个窗口，不知道材料卡在哪里，请帮着问一问。',
        ],
        remarks: ['当场查了系统，卡在邻里签字和图纸，今天一起补。'],
        replies: [
          '农户建房先向村里申请，公示后由镇里联审，到场放样才能动工，要符合村庄规划和一户一宅。{village}这几户卡在邻里签字和图纸上，农房图集可以免费选，已经帮着补齐，二十个工作日内给结果，走到哪一步在手机上看得到。',
        ],
        praise: ['卡在哪里一查就知道，不用瞎跑。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: {},
        titles: ['{village}危房改造怎么申请', '老屋开裂能不能补助'],
        words: [
          '{village}有位低保老人的老屋墙裂了，问危房改造能不能补，是先修还是先鉴定，自己拿不出钱怎么办。',
          '{time}去{village}看了一户老人的房子，屋架都歪了，雨天不敢住，想修又怕钱不够。',
        ],
        remarks: ['老人先住到村里的安置房，鉴定的人后天来。'],
        replies: [
          '危房改造要先鉴定、再审批、后施工，{village}这位老人的房子已免费鉴定，达到改造条件，按当年标准补助，差额由镇里帮着对接慈善资金和施工队垫资，不用老人先掏钱。改造期间住安置房，大约{n:2-4}个月能搬回。',
        ],
        praise: ['先让老人住进安置房，再修屋，暖心。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '排队还要等。' },
      { rating: '不满意', text: '材料又要加一样。' },
    ],
  },
  {
    category: 'policy.elder',
    weight: 3,
    urgency: '一般',
    cases: [
      {
        picks: { age: ['八十三岁', '九十一岁', '八十八岁'] },
        titles: ['{village}老人没领到高龄津贴', '高龄津贴漏领能不能补'],
        words: [
          '{village}一位{age}的老人一直没领高龄津贴，家里人不知道要登记，想问能不能补、要不要本人去办。',
          '{time}看望{village}一位{age}的老人，说起高龄津贴一头雾水，问了几位邻居，也有没领过的。',
        ],
        remarks: ['今天上门给老人办好了登记，全村八十岁以上的名单也拉出来比了。'],
        replies: [
          '{village}这位{age}的老人已上门办妥高龄津贴，从批准当月起发，以前的按规定办。顺着名单比对，又找出{n:2-9}位漏登记的老人，全部上门办好。以后满龄前一个月由网格员提醒，不用老人自己记着。',
        ],
        praise: ['查一位带出好几位，做得细。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { why: ['得了重病', '出了意外', '主要劳力失业'] },
        titles: ['{community}困难家庭怎么申请救助', '家里{why}能申请什么'],
        words: [
          '{community}有一户人家{why}，收入一下子断了，问低保、临时救助、医疗救助先办哪一样，要准备什么。',
          '{time}走访{community}，一户人家{why}，孩子还在上学，不好意思开口，我替他们问一问能申请什么。',
        ],
        remarks: ['今天先办了急难救助，其余材料一次收齐。'],
        replies: [
          '{community}这户人家的急难救助当天已发，低保和医疗救助由窗口一次受理，入户核对后公示，{n:12-25}天内给结果。孩子的助学由学校直接办，不用家里再跑。结果出来前，社区食堂先管着一家人的饭。',
        ],
        praise: ['先救急，再办手续，有温度。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { what: ['残疾人两项补贴', '护理补贴', '轮椅等辅具'] },
        titles: ['{what}怎么申请', '{community}残疾居民问{what}'],
        words: [
          '{community}几位残疾居民问，{what}怎么申请，要不要每年认证，腿脚不便能不能不用跑窗口。',
          '{time}看望{community}一位残疾居民，{what}停了两个月，说是忘了认证，能不能恢复。',
        ],
        remarks: ['残联和民政的人一起上门，今天办了{n:4-12}位。'],
        replies: [
          '{community}的{n:4-12}位残疾居民已上门办好{what}，停发的从认证当月恢复，以前的按规定补。今后由系统自动比对，本人不用每年跑；走不动的上门办。轮椅、护理床可以先试再定，尺寸不合适的免费调换。',
        ],
        praise: ['上门办还能先试轮椅，方便。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { card: ['老年优待证', '老年公交卡', '社保卡'] },
        titles: ['老人{card}怎么补办', '{community}老人办{card}跑了两趟'],
        words: [
          '{community}几位老人问，{card}丢了在哪里补，户口在外地能不能办，照片要不要到照相馆拍。',
          '{time}在{community}，一位老人说办{card}跑了两趟，一趟说照片不行，一趟说网络坏了，能不能在社区办。',
        ],
        remarks: ['带着相机和设备到{community}，今天给{n:6-20}位拍照、交件。'],
        replies: [
          '{card}在社区就能补办，{community}今天现场给{n:6-20}位老人拍照、提交，做好后邮寄到家。户口在外地的凭居住证也能办。以后每月第一个周三设备到社区来，走不动的提前打电话，我们上门拍。',
        ],
        praise: ['照片上门拍，卡寄到家，省心。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '办了，等得久。' },
      { rating: '不满意', text: '还是要跑两趟。' },
    ],
  },
  {
    category: 'policy.job',
    weight: 3,
    urgency: '一般',
    cases: [
      {
        picks: { biz: ['修车铺', '卤味店', '民宿', '花店', '烘焙店'] },
        titles: ['返乡开{biz}能贷多少款', '创业贷款怎么申请'],
        words: [
          '{township}几位返乡青年想开{biz}，问创业贷款能贷多少、要不要房子抵押、先办执照还是先贷款。',
          '{time}{township}一位想开{biz}的年轻人跟我说，网上说法都不一样，想问贴息怎么算，去哪里能一次办完。',
        ],
        remarks: ['就业窗口、银行、市场监管所约到一起，明天下午当面答。'],
        replies: [
          '创业贷款要先有执照和经营场所，额度、期限、贴息以当年办法为准，符合条件的由担保基金担保，不用房子抵押。{township}的{n:2-6}位青年执照当天办好，贷款已预审。今后每月十五日三家单位一起坐半天，材料一次收齐。',
        ],
        praise: ['三家坐在一起，半天就办明白了。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { skill: ['电商', '焊工', '养老护理', '糕点'] },
        titles: ['{skill}培训怎么报名', '{community}盼开{skill}夜校班'],
        words: [
          '{community}有{n:12-40}位居民想学{skill}，问收不收钱、要学多久，白天上班能不能开个夜校班。',
          '{time}在{community}，几位妈妈说想学{skill}找份活干，报名晚了没赶上，问还有没有下一期。',
        ],
        remarks: ['报名的{n:12-40}位登记好了，夜校班的老师也联系上了。'],
        replies: [
          '{skill}加开了一期夜校班，{community}报名的{n:12-40}位都排上了，符合条件的不收学费，标准以当年目录为准。结业当天有{n:3-8}家企业来招人。带孩子的妈妈上课时，隔壁教室有志愿者帮着照看。',
        ],
        praise: ['开了夜校班，还有人帮看孩子。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { why: ['厂子搬走了', '店铺关门', '淡季停工'] },
        titles: ['{community}工人问失业金怎么领', '{why}工人怎么办'],
        words: [
          '{why}，{community}有{n:8-30}位工人没了活，问失业金怎么领、医保会不会断，附近有没有零工可做。',
          '{time}在{community}，几位工人说{why}，不知道该先登记还是先找活，有的家里还有上学的孩子。',
        ],
        remarks: ['登记设备带到{community}，{n:8-30}位今天都登了，零工岗位也带来了。'],
        replies: [
          '{community}的{n:8-30}位工人已办好失业登记，失业金网上也能申领，不用单位盖章；领取期间医保按规定接续，不会断。零工市场带来{n:20-50}个岗位，有{n:4-12}位当天就谈妥。想学技术的，优先排进下一期免费培训。',
        ],
        praise: ['当天登记，还带了岗位来。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
      {
        picks: { who: ['应届毕业生', '返乡大学生', '未就业的年轻人'] },
        titles: ['{who}见习补贴怎么领', '{township}见习岗位哪里找'],
        words: [
          '{township}的{who}问，就业见习有哪些岗位、补贴多少、做几个月，见习期间单位给不给上保险。',
          '{time}{township}几位{who}跟我说，想留在家门口做事，不知道哪些单位要人，房租有没有补贴。',
        ],
        remarks: ['镇里{n:6-20}个见习岗位列出来了，周六有一场双选会。'],
        replies: [
          '{township}有{n:6-20}个见习岗位，名单和待遇已经公示，见习期三到六个月，单位要办意外险，补贴以当年标准为准。周六的双选会来了{n:15-40}位年轻人，{n:4-12}位当场定下。租房补贴在同一个窗口申请，半个月内出结果。',
        ],
        praise: ['双选会当场就定了，给年轻人机会。'],
        photosBefore: 'noticeBoard',
        photosAfter: 'serviceCounter',
      },
    ],
    ratings: [
      { rating: '基本满意', text: '讲清了，名额太少。' },
      { rating: '不满意', text: '跑了几次没批。' },
    ],
  },
];
