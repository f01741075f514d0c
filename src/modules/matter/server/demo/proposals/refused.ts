import type { RefusedProposal } from './types.ts';

/** 不予立案的提案，对照不予立案的十种情形；weight 大的常见。 */
export const refusedProposals: readonly (RefusedProposal & { readonly weight: number })[] = [
  { weight: 6, ground: 'noContent', field: '社会建设', title: '关于进一步加强{township}民生工作的提案', situation: '民生无小事，{township}在教育、医疗、养老、就业等方面取得了很大成绩，但与群众的期待相比还有差距，需要继续努力。', analysis: '重视程度还不够高，措施还不够实，合力还没有完全形成。', measures: ['提高认识，加强领导', '加大投入，狠抓落实'], reason: '没有写明具体问题和办法，请选一件具体的事，补充数据和建议后再提。' },
  { weight: 4, ground: 'noContent', field: '财政经济', title: '关于大力优化{county}营商环境的提案', situation: '营商环境是一个地方的软实力，近年来各地都很重视，{county}也应当迎头赶上，让企业更加满意。', analysis: '一些干部服务意识有待增强，一些流程有待优化。', measures: ['转变作风，优化流程', '多听企业意见'], reason: '内容原则，没有指出哪个事项、哪个环节，请结合走访的企业写具体后再提。' },
  { weight: 3, ground: 'personalMatter', field: '城建交通', title: '关于解决{community}某幢三楼住户渗水赔偿的提案', situation: '本人岳父母家住{community}，楼上装修后卫生间漏水，天花板起皮，与楼上协商八个月没有结果。', analysis: '物业不出面，装修公司推给业主。', measures: ['请有关部门责成楼上住户赔偿并修复'], reason: '属于委员亲属个人的民事纠纷，可向社区人民调解委员会申请调解，或依法起诉。' },
  { weight: 3, ground: 'litigation', field: '城建交通', title: '关于{road}商铺租赁合同纠纷处理的提案', situation: '{road}有七家商铺与业主因装修期租金起争议，业主已经停水停电，租户有十余万元货品压在店里。', analysis: '合同条款不清，双方各执一词。', measures: ['请法院尽快判决支持租户', '请街道恢复水电'], reason: '该纠纷已由人民法院立案审理，不宜以提案要求裁判结果；停水停电可由街道先行调处，已转告。' },
  { weight: 3, ground: 'promotion', field: '教科文卫', title: '关于在全市学校推广某品牌护眼灯的提案', situation: '青少年近视率较高。我公司研发的护眼灯已在{township}两所学校试装，老师反映良好，希望在全市推开。', analysis: '学校照明标准执行不一，采购渠道多。', measures: ['全市教室统一采购该款护眼灯'], reason: '属于产品推介。学校照明改造按标准公开采购，企业可依法参加投标。' },
  { weight: 2, ground: 'academic', field: '教科文卫', title: '关于明州方言入声韵分合问题的提案', situation: '明州方言入声韵在{county}一带有三类和四类两种说法，近年发表的三篇论文观点不一。', analysis: '调查点选择和发音人年龄不同，导致结论不同。', measures: ['组织专家论证，统一学术观点'], reason: '属于学术探讨，宜通过学会和期刊研究；方言保护的具体措施可另行提出提案。' },
  { weight: 1, ground: 'namedAccusation', field: '监察司法', title: '关于查处{township}某工程负责人问题的提案', situation: '有人来信反映{township}一处道路工程负责人在招标中照顾熟人，并列出姓名和所谓证据。', analysis: '来信内容未经核实。', measures: ['对该负责人立案调查'], reason: '属于指名举报，已按规定转纪检监察机关，请通过信访举报渠道反映。' },
  { weight: 1, ground: 'partyInternal', field: '社会建设', title: '关于增加本党派基层组织工作经费的提案', situation: '本党派在{county}有三个支部，近年活动增多，现有经费不够开展调研。', analysis: '经费核定按人数，没有考虑调研任务。', measures: ['提高本党派基层组织经费标准'], reason: '属于民主党派内部事务，请向本党派市级组织反映，由统战部门协调。' },
  { weight: 1, ground: 'partyOrganisation', field: '社会建设', title: '关于调整某单位领导班子分工的提案', situation: '某单位两个处室职责交叉，与班子分工有关，影响了{township}项目推进。', analysis: '分工多年没有调整。', measures: ['调整该单位班子成员分工'], reason: '属于党内组织人事事项，不列为提案，请通过组织渠道反映；职责交叉问题已转有关单位研究。' },
  { weight: 1, ground: 'secret', field: '城建交通', title: '关于公开某专用设施管线位置的提案', situation: '{road}改造时施工单位多次停工核对地下管线，影响工期。', analysis: '部分专用管线的位置没有标注。', measures: ['在网上公布全部专用管线坐标'], reason: '专用管线位置涉及国家秘密，不能公开；施工核对可由主管部门现场办理，已转告建设单位。' },
  { weight: 1, ground: 'forbidden', field: '财政经济', title: '关于在{township}试办彩票竞猜旅游活动的提案', situation: '{township}旅游淡季游客少，外地有景区用竞猜吸引人气。', analysis: '缺少吸引年轻人的项目。', measures: ['允许景区自办有奖竞猜，奖池按门票提取'], reason: '自办有奖竞猜属于国家明令禁止的行为，不予立案；淡季引客的做法可另提。' },
];
