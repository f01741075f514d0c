import { problems, type ProblemTable } from '#platform/contract/problem.ts';

export const placesProblems = {
  'meeting.hall-not-found': { status: 404, message: '没有找到这个会场，可能已被删除。' },
  'meeting.hall-doubled': { status: 422, message: '有两个座位都叫“{name}”，请改区的排号或座号编法，再保存。' },
  'meeting.hall-in-use': { status: 409, message: '已经有会议用这个会场排了座，不能删除。' },
  'meeting.hall-empty': { status: 422, message: '这张座位图上还没有座位，请先加一个区。' },
  'meeting.seating-not-found': { status: 404, message: '没有找到这一版座次，可能已被删除。' },
  'meeting.seating-fixed': { status: 409, message: '这一版座次已经发布，不能再改。请新建一版来改。' },
  'meeting.seating-moved': { status: 409, message: '这些座位刚被别人改过，请看一下最新座次，再改一次。' },
  'meeting.seating-no-undo': { status: 409, message: '没有可以撤销的改动了。' },
  'meeting.seating-no-redo': { status: 409, message: '没有可以重做的改动了。' },
  'meeting.seating-empty': { status: 422, message: '还没有人有座位，请先自动排座或手工安排，再发布。' },
  'meeting.seating-none': { status: 404, message: '座次还没有发布，发布后会通知您。' },
  'meeting.seat-blocked': { status: 422, message: '{name} 已停用或不在图上，不能坐人。' },
  'meeting.coach-not-found': { status: 404, message: '没有找到这辆车，可能已被删除。' },
  'meeting.trip-not-found': { status: 404, message: '没有找到这趟车，可能已被取消。' },
  'meeting.coach-full': { status: 422, message: '{number}只有 {places} 座，安排了 {people} 人，请减少人数或换一辆大车。' },
  'meeting.trip-order': { status: 409, message: '这趟车现在是“{state}”，不能这样改。' },
  'meeting.not-liaison': { status: 403, message: '只有这辆车的联络员和会务人员可以看乘车名单。' },
  'meeting.room-mixed': { status: 422, message: '{hotel} {room} 房会住进男女两位，请重新分配。' },
} as const satisfies ProblemTable;

export const placesProblem = problems(placesProblems);
