// Recognised column names. A header matches this product's name, or what phone and ticket systems call the same thing
// in Chinese, Japanese, German, French and Spanish. Ambiguous names (工号 is an agent's number, 姓名 anyone's name) match
// only where they are clear; people match the rest on the page.

import { headerKey, namesOf } from '../files/words.ts';

const NAMES = {
  file: '文件 文件名 文件名称 录音 录音文件 录音文件名 录音名称 音频 音频文件 录音路径 文件路径 檔案 檔名 檔案名稱 錄音檔 ファイル ファイル名 録音ファイル|file_name|recording|recording file|recording name|audio|audio file|file path|recording path|wav file|Datei|Dateiname|Aufnahme|Fichier|Nom du fichier|Nom de fichier|Enregistrement|Archivo|Fichero|Nombre de archivo|Nombre del archivo|Grabación',
  external_id:
    '通话编号 通话id 会话编号 会话id 对话编号 对话id 呼叫编号 呼叫id 通话流水号 呼叫流水号 会话流水号 流水号 编号 记录编号 工单号 工单编号 录音编号 录音id 外部编号 外部id 唯一标识 唯一编号 通話編號 會話編號 通話ID 通話番号 問い合わせ番号 チャットID 管理番号|id|external|call id|call number|callid|interaction id|conversation id|contact id|chat id|session id|ticket id|ticket number|case id|recording id|ucid|Gesprächs-ID|Anruf-ID|Vorgangsnummer|Ticketnummer|Identifiant|ID appel|ID de l’appel|Identifiant de l’appel|ID de llamada|Identificador|ID de la llamada',
  agent:
    '坐席 座席 客服 客服人员 坐席工号 座席工号 客服工号 工号 坐席邮箱 座席邮箱 客服邮箱 员工工号 员工编号 坐席编号 座席编号 坐席账号 接线员 话务员 坐席人员 座席人员 客服專員 專員 エージェント オペレーター オペレータ 担当者 担当|agent id|agent email|agent e-mail|agent number|employee number|employee id|operator|advisor|representative|agent login|Mitarbeiter|Bearbeiter|Agenten-E-Mail|Conseiller|Opérateur|Agente|Operador|Asesor',
  channel:
    '渠道 通道 渠道类型 接入渠道 沟通渠道 媒体类型 管道 チャネル チャンネル|channel type|media|medium|media type|media channel|Kanal|Canal',
  started_at:
    '开始时间 通话开始时间 会话开始时间 呼叫开始时间 起始时间 通话时间 来电时间 呼叫时间 接入时间 录音时间 日期时间 開始時間 通話開始 開始日時 開始時刻 通話開始日時|start|start time|started|start date|start date time|call start|call start time|call time|call date|date time|begin|began|begin time|Beginn|Startzeit|Startzeitpunkt|Anrufbeginn|Zeitpunkt|Début|Heure de début|Date de début|Date et heure|Inicio|Hora de inicio|Fecha de inicio|Fecha y hora',
  duration:
    '时长 通话时长 会话时长 录音时长 持续时间 時長 通話時長 通話時間|length|talk time|call duration|call length|Dauer|Gesprächsdauer|Durée|Durée de l’appel|Duración',
  direction:
    '方向 呼叫方向 通话方向 呼叫类型 呼入呼出 通話方向 発着信|call direction|Richtung|Anrufrichtung|Sens|Sens de l’appel|Dirección|Sentido',
  queue:
    '队列 技能组 坐席组 技能队列 业务组 隊列 技能組 キュー|queue name|skill|skill group|Warteschlange|File d’attente|Cola',
  language: '语言 语种 語言 語種 言語|lang|locale|Sprache|Langue|Idioma',
  customer_ref:
    '客户 客户编号 客户号 客户id 客户号码 主叫号码 来电号码 顾客 用户编号 客戶 客戶編號 顧客 顧客番号 お客様番号|customer|customer id|customer number|customer reference|client id|caller|caller id|Kunde|Kundennummer|Client|Référence client|Numéro client|Cliente|Número de cliente',
  tags: '标签 标记 標籤 タグ|tag|labels|label|Schlagwörter|Tags|Étiquettes|Etiquetas',
  csat: '满意度 满意度评分 满意度评价 满意度得分 评价 滿意度 満足度|satisfaction|satisfaction score|csat score|rating|Zufriedenheit|Kundenzufriedenheit|Satisfacción',
  resolved:
    '是否解决 已解决 解决 问题是否解决 是否已解决 是否解決 解決 解決済み|solved|is resolved|first contact resolution|fcr|Gelöst|Résolu|Resuelto',
  agent_channel: '坐席声道 座席声道 客服声道 声道|agent side|Agentenkanal',
  speaker:
    '说话人 发言人 说话方 发送方 发送人 发送者 角色 发言者 消息来源 發送者 說話人 話者 発言者 送信者|sender|role|from|author|participant|speaker role|sender type|Sprecher|Absender|Intervenant|Locuteur|Expéditeur|Hablante|Interlocutor|Remitente',
  at: '发送时间 消息时间 发言时间 时间 時間 發送時間 時刻 送信日時 発言時刻|time|timestamp|sent at|message time|sent|Zeit|Uhrzeit|Zeitstempel|Heure|Horodatage|Hora',
  text: '内容 文本 消息 消息内容 发言内容 聊天内容 对话内容 正文 訊息 內容 本文 発言 発言内容 メッセージ テキスト|message|content|body|message text|utterance|Nachricht|Inhalt|Texte|Texto|Mensaje',
} as const;

const KNOWN: ReadonlyMap<string, string> = namesOf(NAMES);

/** Where a file has one row an interaction, these are its time as well. */
const TIMES = new Set(
  ['时间', '日期', '時間', '日時', 'time', 'date', 'timestamp', 'Datum', 'Zeit', 'Fecha', 'Hora', 'Heure'].map(
    headerKey,
  ),
);

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^(ms|msecs?|millis|milliseconds?|毫秒|ミリ秒)$/, 'duration_ms'],
  [/^(s|secs?|seconds?|sekunden|secondes|segundos|秒)$/, 'duration_s'],
  [/^(mins?|minutes?|minuten|minutos|分钟|分鐘|分)$/, 'duration_min'],
];

/**
 * The column that a header which is not this product's own name means.
 * @param turns the file has one turn of a chat a row
 * @returns null where the name tells of none, or may tell of several
 */
export function columnKnownAs(header: string, turns: boolean): string | null {
  const key = headerKey(header);
  if (!turns && TIMES.has(key)) return 'started_at';
  const known = KNOWN.get(key);
  if (known !== undefined) return known;
  // `时长（秒）`, `duration (s)`, `call_duration_sec`: the unit stands apart.
  const parted = /^(.*?)[\s_\-（(【[]+([^\s_（()）\]】]+)[)）\]】]?$/u.exec(
    header.normalize('NFKC').trim().toLowerCase(),
  );
  // 通话时长秒数: it is the end of the word.
  const end = /(毫秒|ミリ秒|秒|分钟|分鐘)数?$/.exec(key);
  const [base, unit] = parted
    ? [headerKey(parted[1]!), headerKey(parted[2]!)]
    : [key.slice(0, end?.index), end?.[1] ?? ''];
  if (base !== 'duration' && KNOWN.get(base) !== 'duration') return null;
  return UNITS.find(([named]) => named.test(unit))?.[1] ?? null;
}
