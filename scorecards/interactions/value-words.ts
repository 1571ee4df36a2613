// Accepted values in people's own words: 呼入 for inbound, phone for voice, 是 for true. In both languages, and as systems
// in German, French, Spanish and Japanese export them.
import type { AgentChannel } from '../../transcription/transcript/transcript.ts';
import { lexicon } from '../files/words.ts';
import type { Channel } from '../scorecard/definition.ts';

export const CHANNEL_WORDS = lexicon<Channel>([
  [
    'voice',
    'voice phone call calls telephone telephony phonecall voicecall 语音 电话 通话 呼叫 热线 語音 電話 通話 音声 telefon anruf telefonat téléphone telephone appel teléfono telefono llamada',
  ],
  [
    'chat',
    'chat webchat livechat onlinechat im message messaging 聊天 在线 在线客服 在线聊天 文字 文字聊天 网聊 即时消息 線上客服 チャット',
  ],
  ['email', 'email e-mail mail 邮件 电子邮件 电邮 郵件 電子郵件 メール courriel correo'],
  ['social', 'social socialmedia 社交 社交媒体 社媒 微信 微博 wechat whatsapp facebook twitter 社群'],
]);

/** Who called whom, from the centre's side. */
export const DIRECTIONS = ['inbound', 'outbound'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const DIRECTION_WORDS = lexicon<Direction>([
  ['inbound', 'inbound in incoming received 呼入 来电 进线 呼进 被叫 來電 撥入 着信 受信 eingehend entrant entrante'],
  [
    'outbound',
    'outbound out outgoing dialed dialled 呼出 去电 外呼 外拨 主叫 拨出 去電 撥出 発信 ausgehend sortant saliente',
  ],
]);

export const SIDE_WORDS = lexicon<AgentChannel>([
  ['left', 'left l 左 左声道 左聲道 links gauche izquierda'],
  ['right', 'right r 右 右声道 右聲道 rechts droite derecha'],
  ['mono', 'mono 单声道 單聲道 モノラル'],
]);

/** Languages by name; every other text has to be a tag. */
export const LANGUAGE_WORDS = lexicon<string>([
  ['en', 'english 英语 英文 英語 anglais inglés englisch'],
  ['zh', 'chinese mandarin 中文 汉语 普通话 国语 漢語 普通話 國語 中国语 中国語 chinois chino chinesisch'],
  ['yue', 'cantonese 粤语 广东话 粵語 廣東話'],
  ['ja', 'japanese 日语 日文 日語 日本語'],
  ['de', 'german deutsch 德语 德語'],
  ['fr', 'french français 法语 法語'],
  ['es', 'spanish español 西班牙语 西班牙語'],
]);
