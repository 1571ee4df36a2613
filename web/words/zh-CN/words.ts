// 界面上的全部中文文字。键与 en.ts 一致；按中文习惯写，不逐字翻译。

import type { Words } from '../en/shape.ts';
import { builder } from './builder.ts';
import { calibration } from './calibration.ts';
import { choosing } from './choosing.ts';
import { coaching, plan } from './coaching.ts';
import { comparison } from './comparison.ts';
import { correcting } from './correcting.ts';
import { evaluations, feedback } from './evaluations.ts';
import { factor } from './factor.ts';
import { imports, interactions } from './interactions.ts';
import { masking } from './masking.ts';
import { measures } from './measures.ts';
import { members } from './members.ts';
import { interaction, player, transcript } from './player.ts';
import { quality } from './quality.ts';
import { queue, review } from './review.ts';
import { samples } from './samples.ts';
import { scorecardFiles } from './scorecard-files.ts';
import { scorecardSettings } from './scorecard-settings.ts';
import { scorecards } from './scorecards.ts';
import { speech } from './speech.ts';
import { understood } from './understood.ts';

export const zh: Words = {
  ui: {
    again: '重试',
    actions: '操作',
    close: '关闭',
    cancel: '取消',
    save: '保存',
    copy: '复制',
    copied: '已复制。',
    copyByHand: '浏览器不允许本页面直接复制。链接已选中，请按 Ctrl+C（Mac 按 ⌘C）复制。',
    open: '打开列表',
    remove: '移除{{ name }}',
    choose: '请选择',
    typeToFind: '输入关键词查找',
    loading: '加载中',
    notices: '通知',
    keys: '快捷键',
    lost: '无法连接 Attune。请检查网络；网络恢复后本页会自动继续。',
    failed: '系统出现错误，请稍后重试。',
    notEnough: (of) => `数据不足：随机抽检 ${of.n} 条，至少需要 ${of.needed} 条`,
  },
  common: {
    interaction: '服务记录',
    role: { agent: '坐席', reviewer: '质检员', coach: '辅导员', manager: '经理', administrator: '管理员' },
    channel: { voice: '电话', chat: '在线会话', email: '邮件', social: '社交媒体' },
    speaker: { agent: '坐席', customer: '客户', system: '系统', unknown: '说话人', numbered: '说话人 {{ number }}' },
    critical: { customer: '客户致命项', business: '业务致命项', compliance: '合规致命项' },
    inLanguage: '{{ words }}（{{ mark }}）',
    kind: { random: '随机抽检', targeted: '指定质检', calibration: '校准' },
    theme: { light: '浅色', dark: '深色', system: '跟随系统' },
  },
  audio: {
    playMoment: '播放 {{ time }}',
    showMoment: '查看 {{ time }}',
    stopMoment: '停止播放 {{ time }}',
  },
  shell: {
    skip: '跳到正文',
    pages: '页面',
    you: '我',
    lost: '与 Attune 的连接已断开。您填写的内容已保留，网络恢复后会自动提交。',
    palette: '前往',
    paletteHint: '搜索页面、坐席和服务记录',
    nothingFound: '没有结果',
    pageKind: '页面',
    zone: '时间：{{ zone }}',
    zoneLong: '日期和时间均按本机构时区（{{ zone }}）显示，您所在时区为 {{ own }}。',
    agentKind: '坐席',
    otherLanguage: '切换到{{ name }}',
    account: '我的账号',
    signOut: '退出登录',
    goTo: '快速前往',
    showKeys: '显示快捷键',
    home: '首页',
    missingTitle: '页面不存在',
    missing: '该地址没有对应的页面',
    missingAction: '返回首页',
    notYoursTitle: '无访问权限',
    notYours: '您没有此页面的访问权限',
    notYoursHint: '如工作需要，请联系管理员。',
    brokenTitle: '页面出错',
    broken: '本页出现错误，重新加载通常可以解决。',
    reload: '重新加载',
  },
  signIn: {
    title: '登录',
    email: '邮箱',
    password: '密码',
    submit: '登录',
    lead: '服务质检与辅导',
    stay: '在这台电脑上保持登录',
    forgot: '忘记密码？管理员可以为您生成重设链接。',
    passwordSet: '密码已设置，请用新密码登录。',
  },
  start: {
    title: '设置 Attune',
    lead: '请填写中心名称并创建首位管理员，其余设置之后都可修改。',
    token: '初始化令牌',
    tokenHint: '令牌在数据目录的 setup-token 文件中，服务器启动时会显示该文件的路径。',
    organisation: '中心名称',
    timeZone: '时区',
    timeZoneHint: '周、日期和时间均按此时区计算。',
    you: '您的信息（首位管理员）',
    name: '姓名',
    passwordHint: '至少 10 个字符。几个互不相关的词既好记又安全。',
    submit: '创建',
    done: 'Attune 已启用。',
  },
  invitation: {
    title: '加入 {{ organisation }}',
    lead: '请为 {{ email }} 设置密码。',
    name: '姓名',
    submit: '加入',
  },
  newPassword: {
    title: '设置新密码',
    lead: '账号：{{ email }}（{{ organisation }}）。设置后，所有设备上的登录都将失效。',
    submit: '设置密码',
  },
  account: {
    title: '我的账号',
    how: '显示方式',
    language: '语言',
    theme: '主题',
    password: '密码',
    current: '当前密码',
    next: '新密码',
    change: '修改密码',
    changed: '密码已修改，其他设备上的登录均已退出。',
    sessions: '已登录的设备',
    sessionSeen: '最近使用：{{ date }}',
    sessionHere: '当前浏览器',
    sessionEnd: '退出',
    sessionEnded: '该设备已退出登录。',
    unknownBrowser: '未知浏览器',
    everywhere: '退出其他设备',
    everywhereDone: '其他设备均已退出。',
    roles: '您的角色',
  },
  factor,
  evaluations,
  events: { title: '事件日志' },
  feedback,
  coaching,
  plan,
  quality,
  queue,
  review,
  player,
  transcript,
  correcting,
  interaction,
  interactions,
  imports,
  builder,
  calibration,
  choosing,
  comparison,
  masking,
  measures,
  members,
  samples,
  scorecards,
  scorecardSettings,
  scorecardFiles,
  speech,
  understood,
};
