/** Texts of the demo's notices, speeches and briefs: invented, of the invented city 明州. */
export interface DemoNotice {
  readonly title: string;
  readonly words: string;
  readonly urgent?: boolean;
  /** Minutes before now, for the meeting that is on; of ended meetings the hours after its opening. */
  readonly ago: number;
  readonly to: 'all' | 'members' | 'group' | 'staff';
  readonly withdrawn?: boolean;
}

export const noticesToday: readonly DemoNotice[] = [
  {
    title: '会议须知',
    words:
      '请佩戴证件，提前 15 分钟入场，按座次就座，手机调至静音。会议文件在手机“会议”页查看，标注“会后收回”的文件不要外传。医务室设在明湖宾馆一楼 106 房间，全天有人值守。',
    ago: 1_700,
    to: 'all',
  },
  {
    title: '报到和驻地安排',
    words: '报到后请在手机上核对房间、用餐和乘车安排，有误的联系本团联络员。早餐 7:00 至 8:30，凭个人码用餐。',
    ago: 1_640,
    to: 'all',
  },
  { title: '今晚住地热水检修', words: '今晚 22:00 至 23:00 住地热水管道检修，请错开时间。', ago: 1_100, to: 'all', withdrawn: true },
  {
    title: '联络员碰头',
    words: '请各团组联络员半小时后到明湖宾馆二楼会务办公室碰头，带上本组的到会情况和请假名单。',
    ago: 190,
    to: 'staff',
  },
  {
    title: '乘车时间提前 10 分钟',
    words: '人民路施工，下一趟去大会堂的各车发车时间一律提前 10 分钟，上车地点不变。请各位留意手机上的乘车时间，团长、召集人提醒本组人员。',
    urgent: true,
    ago: 75,
    to: 'all',
  },
  { title: '本组讨论地点调整', words: '明天上午本组讨论改在明湖宾馆三楼听涛厅，时间不变。', ago: 40, to: 'group' },
];

export const noticesPast: readonly DemoNotice[] = [
  { title: '会议须知', words: '请佩戴证件，提前 15 分钟入场，按座次就座，手机调至静音。', ago: 2, to: 'all' },
  { title: '雪天行车提醒', words: '今天有小到中雪，各车提前 20 分钟发车，请注意保暖和脚下安全。', urgent: true, ago: 26, to: 'all' },
  { title: '证件和文件交回', words: '标注“会后收回”的文件会在闭幕后自动从设备移除，纸质文件请交本团联络员。', ago: 70, to: 'members' },
];

export interface DemoSpeech {
  readonly title: string;
  /** What is proposed, three points. */
  readonly points: readonly [string, string, string];
  readonly about: string;
}

export const demoSpeeches: readonly DemoSpeech[] = [
  {
    title: '把托育服务办到家门口',
    about: '婴幼儿照护供给不足',
    points: ['在新建小区同步配建托育用房', '鼓励幼儿园向下延伸办托班', '建立托育机构星级评价和补贴挂钩机制'],
  },
  {
    title: '让老旧小区加装电梯不再卡在一楼',
    about: '加装电梯意见难统一',
    points: ['由社区组织面对面协商并公示方案', '对低层住户给予合理补偿', '加装后由街道牵头统一维保'],
  },
  {
    title: '为小微企业减一道公章',
    about: '企业办事环节偏多',
    points: ['把高频事项纳入一件事联办', '全面推行电子证照互认', '对基层窗口充分授权'],
  },
  {
    title: '守住海岸线就是守住饭碗',
    about: '滨海岸线生态修复进展不平衡',
    points: ['划定岸线分级管控清单', '引入社会资本参与修复', '每年公布岸线体检报告'],
  },
  { title: '让乡村医生留得下来', about: '村级卫生室人员断档', points: ['实行县招乡管村用', '提高偏远村补助标准', '打通职称评定通道'] },
  {
    title: '办好社区食堂要算长远账',
    about: '部分社区食堂难以持续',
    points: ['按服务人次而不是建设面积补助', '允许面向社会经营', '与配送企业统一采购'],
  },
  { title: '推动公共数据先用起来', about: '公共数据沉睡', points: ['公布可开放数据目录', '设立场景需求池', '明确数据使用的容错边界'] },
  {
    title: '给外来务工子女一张平静的书桌',
    about: '随迁子女入学仍有隐性门槛',
    points: ['积分入学规则一次公布', '扩大公办学位', '支持学校开展课后服务'],
  },
  {
    title: '盘活闲置厂房发展都市工业',
    about: '工业用地低效利用',
    points: ['摸清低效用地底数', '允许分层出让和功能混合', '建立退出补偿机制'],
  },
  {
    title: '把河长制向小微水体延伸',
    about: '沟渠池塘反复黑臭',
    points: ['纳入网格日常巡查', '按水体逐一定治理责任', '公开前后对比照片接受监督'],
  },
  {
    title: '让文化馆夜里也亮灯',
    about: '公共文化场馆开放时间与上班时间重合',
    points: ['试行错时延时开放', '购买社会文艺团体服务', '预约人数与经费挂钩'],
  },
  {
    title: '完善城市无障碍出行',
    about: '无障碍设施断点多',
    points: ['开展断点普查并公布整改时间', '新建改建项目同步验收', '邀请残障人士参与体验'],
  },
  {
    title: '以高质量检察建议促进社会治理',
    about: '部分整改流于书面回复',
    points: ['回复情况提交同级人大备案', '跟踪整改实效', '对反复发生的问题开展专题询问'],
  },
  {
    title: '推进中医药进社区',
    about: '基层中医药服务能力不足',
    points: ['每个社区卫生服务中心配齐中医馆', '名医下沉带教', '推广适宜技术清单'],
  },
  { title: '用好数字化减轻基层填表负担', about: '多头填报', points: ['建立基层报表准入目录', '一次采集多方共用', '定期清理僵尸系统'] },
  { title: '让青年人才在明州安居', about: '青年租房压力大', points: ['扩大保障性租赁住房供给', '租金与收入联动', '简化申请材料'] },
];

/** The text of a speech, some 500 characters. */
export function speechText(speech: DemoSpeech, members: '代表' | '委员'): string {
  const [first, second, third] = speech.points;
  return [
    `各位${members}：`,
    `我发言的题目是《${speech.title}》。`,
    `近年来，市委、市政府高度重视有关工作，取得了明显成效。但在走访中我们也了解到，${speech.about}的问题仍然存在，群众有期盼，基层有难处，主要表现为投入不够均衡、标准不够统一、部门协同还不够顺畅。`,
    '为此，提出三点建议。',
    `一、${first}`,
    '要把这项工作列入年度重点任务，明确牵头部门和完成时限，先选两三个条件成熟的区（县、市）试点，形成可以复制的做法，再在全市推开。',
    `二、${second}`,
    '要坚持问需于民，方案出台前充分听取意见，实施中公开进度，完成后请群众评价，把群众满意不满意作为检验成效的标准。',
    `三、${third}`,
    '要健全长效机制，资金、人员、考核相衔接，防止前紧后松，让好事真正办好、实事真正办实。',
    '以上建议，供参考。谢谢大家！',
  ].join('\n');
}

export const briefTitles: readonly string[] = [
  '{group}审议讨论政府工作报告情况',
  '{group}：建议加快补齐基层公共服务短板',
  '{group}围绕优化营商环境建言',
  '{group}：民生实事要让群众看得见、算得清',
];

/** The text of a brief with the words of three people. */
export function briefText(group: string, people: readonly string[], speeches: readonly DemoSpeech[]): string {
  const said = people.map((name, index) => {
    const { about, points } = speeches[index % speeches.length]!;
    return `${name}说，${about}的问题大家都有同感，建议${points[0]}，同时${points[1]}，让政策更好落到基层。`;
  });
  return [
    `今天下午，${group}举行全体会议，认真审议讨论各项报告。大家一致认为，报告总结成绩实事求是，部署工作目标明确、措施有力，表示赞同。`,
    '一、对报告的总体评价',
    '大家认为，过去一年全市上下迎难而上，经济社会发展稳中有进，民生保障扎实有力，成绩来之不易。',
    '二、意见和建议',
    ...said,
    '三、需要研究的问题',
    '有的同志提出，报告中关于基层治理的部署还可以更具体一些，建议补充年度目标和责任部门。',
  ].join('\n');
}

export const floorTopics: readonly string[] = [
  '关于基层减负',
  '关于托育服务',
  '关于老旧小区改造',
  '关于岸线保护',
  '关于乡村医生',
  '关于中小企业融资',
  '关于交通拥堵治理',
  '关于职业教育',
  '关于文化惠民',
];
