// Texts of centres in several languages, with the encodings their systems use.
import type { Way } from '../support/encoded.ts';

export type Spoken = {
  language: string;
  ways: readonly Way[];
  /** File, id, agent, channel, start, queue, and a column of its own. */
  header: readonly string[];
  queues: readonly string[];
  names: readonly string[];
  sentences: readonly string[];
};

const OWN = ['file', 'external_id', 'agent', 'channel', 'started_at', 'queue'] as const;

export const SPOKEN: readonly Spoken[] = [
  {
    language: 'Chinese',
    ways: ['gb18030'],
    header: ['文件名', '会话编号', '坐席', '渠道', '开始时间', '队列', '备注'],
    queues: ['退款', '售后', '技术支持', ''],
    names: ['王小明', '杭州', '欧阳娜娜', '已回访，客户满意', '😀 ok', ''],
    sentences: ['您好，请问有什么可以帮您？', '退款什么时候到账？', '订单号000123，金额99元。', '好的，谢谢。', '嗯'],
  },
  {
    language: 'Chinese names alone',
    ways: ['gb18030'],
    header: [...OWN, 'Agent name'],
    queues: ['billing', 'returns', ''],
    names: ['王磊', '刘洋', '赵鑫', '孙婷婷', '周杰', '吴迪', '郑爽', '冯巩', '褚时健', '卫璧', '蒋欣', '沈腾'],
    sentences: ['ok 王磊', 'hello 赵鑫', 'bye 孙婷婷'],
  },
  {
    language: 'Traditional Chinese',
    ways: ['big5', 'gb18030'],
    header: ['檔案名稱', '會話編號', '客服專員', '管道', '開始時間', '隊列', '備註'],
    queues: ['退款', '售後服務', '技術支援', ''],
    names: ['陳小姐', '台北', '已回電，客戶滿意', '林先生', ''],
    sentences: ['您好，請問有什麼可以幫您？', '退款什麼時候到帳？', '訂單號碼000123。', '好的，謝謝。'],
  },
  {
    language: 'Japanese',
    ways: ['shift_jis'],
    header: ['ファイル名', '通話番号', '担当者', 'チャネル', '開始日時', 'キュー', '備考'],
    queues: ['返金', '技術サポート', ''],
    names: ['山田太郎', '佐藤さん', '東京', '折り返し済み', ''],
    sentences: ['お電話ありがとうございます。', '返金はいつになりますか。', '注文番号は000123です。', 'はい。'],
  },
  {
    language: 'Korean',
    ways: ['euc-kr'],
    header: [...OWN, '비고'],
    queues: ['환불', '기술 지원', ''],
    names: ['김철수', '이영희', '서울', '재통화 완료', ''],
    sentences: ['안녕하세요, 무엇을 도와드릴까요?', '환불은 언제 되나요?', '감사합니다.', '네'],
  },
  {
    language: 'German',
    ways: ['windows-1252', 'windows-1250', 'gb18030'],
    header: ['Dateiname', 'Gesprächs-ID', 'Mitarbeiter', 'Kanal', 'Beginn', 'Warteschlange', 'Ort'],
    queues: ['Rückgabe', 'Zahlung', 'Störung', ''],
    names: ['Müller', 'Köln', 'Straße', 'ÄÖÜ GmbH', 'Böhme', ''],
    sentences: ['Grüß Gott, was kann ich für Sie tun?', 'Wann kommt die Rückzahlung?', 'Bis später, tschüss!', 'Ja.'],
  },
  {
    language: 'French',
    ways: ['windows-1252'],
    header: ['Nom du fichier', "ID de l'appel", 'Conseiller', 'Canal', 'Heure de début', 'File d’attente', 'Numéro'],
    queues: ['réclamation', 'résiliation', ''],
    names: ['Zoé', 'Hélène', '12 € TTC', '« urgent »', 'Œuvre', ''],
    sentences: ['Bonjour, que puis-je faire pour vous ?', 'À bientôt, merci beaucoup.', 'C’est déjà réglé.', 'Ça va'],
  },
  {
    language: 'Czech and Polish',
    ways: ['windows-1250'],
    header: [...OWN, 'Poznámka'],
    queues: ['vrácení peněz', 'reklamacje', ''],
    names: ['Dvořák', 'Łódź', 'Żółć', 'Němcová', ''],
    sentences: [
      'Dobrý den, jak vám mohu pomoci?',
      'Kiedy będzie zwrot pieniędzy?',
      'Děkuji, nashledanou.',
      'Tak, proszę',
    ],
  },
  {
    language: 'Russian',
    ways: ['windows-1251'],
    header: [...OWN, 'Примечание'],
    queues: ['возврат', 'техподдержка', ''],
    names: ['Иванов', 'Москва', 'перезвонить', ''],
    sentences: ['Здравствуйте, чем могу помочь?', 'Когда вернут деньги?', 'Спасибо, до свидания.', 'Да'],
  },
  {
    language: 'English',
    ways: ['windows-1252', 'gb18030', 'big5', 'shift_jis'],
    header: [...OWN, 'Site'],
    queues: ['billing', 'returns', ''],
    names: ['Leeds', 'Smith', ''],
    sentences: ['Hello, how can I help?', 'When will I get my refund?', 'Thank you, bye.'],
  },
];
