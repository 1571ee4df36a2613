// What is wrong with a file of metadata or chats, or with one row of it.

export const ROW_SENTENCES = {
  // the file
  'unreadable-file': {
    en: 'The file cannot be read as CSV or JSON in UTF-8. Save it as UTF-8 and hand it in again.',
    zh: '无法按 UTF-8 编码的 CSV 或 JSON 读取该文件。请另存为 UTF-8 后重新上传。',
  },
  'header-missing': {
    en: 'The first line has to name the columns. Add it and hand the file in again.',
    zh: '首行应为列名。请补上列名后重新上传。',
  },
  'missing-column': {
    en: 'The column {column} is missing. Add it and hand the file in again.',
    zh: '缺少 {column} 列。请补上后重新上传。',
  },
  'no-rows': { en: 'The file holds no rows below the column names.', zh: '列名之下没有数据行。' },
  'too-many-rows': {
    en: 'The file has more than {limit} rows. Cut it into several files.',
    zh: '文件超过 {limit} 行，请拆分成多个文件。',
  },
  // a row
  'missing-value': { en: '{column} is empty. Fill it in.', zh: '{column} 为空，请填写。' },
  'bad-date': {
    en: '{column}: {value} is not a time this product reads. Write it as 2026-03-02T09:30:00, with a zone if it is not your own.',
    zh: '{column}：{value} 不是可识别的时间。请写成 2026-03-02T09:30:00；若非本机构时区，请带上时区。',
  },
  'bad-number': {
    en: '{column}: {value} is not a whole number from 0 up. Milliseconds are written without a unit.',
    zh: '{column}：{value} 不是非负整数。毫秒数不带单位。',
  },
  'bad-rating': { en: '{column}: {value} is not a rating from 1 to 5.', zh: '{column}：{value} 不是 1 到 5 的评分。' },
  'bad-choice': {
    en: '{column}: {value} is not one of the values this column knows. Look them up in the format description.',
    zh: '{column}：{value} 不在该列的可选值之内，请对照格式说明修改。',
  },
  'bad-language': {
    en: '{column}: {value} is not a language tag. Write en, zh or zh-CN, for example.',
    zh: '{column}：{value} 不是语言标记。可写 en、zh 或 zh-CN 等。',
  },
  'unknown-channel': {
    en: '{value} is not a channel. Write voice, chat, email or social.',
    zh: '没有 {value} 这一渠道。请写 voice、chat、email 或 social。',
  },
  'agent-out-of-scope': {
    en: 'No agent of the teams you look after has the e-mail or employee number {value}. Mend the row, or ask an administrator.',
    zh: '您负责的团队中没有邮箱或工号为 {value} 的坐席。请修改该行，或联系管理员。',
  },
  'unknown-agent': {
    en: 'No agent has the e-mail or employee number {value}. Add the agent under People, or mend the row.',
    zh: '没有邮箱或工号为 {value} 的坐席。请先在人员中添加，或修改该行。',
  },
  'value-too-long': {
    en: '{column} is longer than {limit} characters. Shorten it.',
    zh: '{column} 超过 {limit} 个字符，请缩短。',
  },
  'duplicate-row': {
    en: 'Line {first} of the same file already has this external_id. Keep one of the two.',
    zh: '同一文件第 {first} 行已有相同的 external_id，请保留其一。',
  },
  'duplicate-file': {
    en: 'Line {first} of the same file already names the recording {value}. Keep one of the two.',
    zh: '同一文件第 {first} 行已指定录音 {value}，请保留其一。',
  },
  'too-many-cells': {
    en: 'Line {line} has more cells than the first line names columns. Put values that hold the separator in quotes.',
    zh: '第 {line} 行的单元格多于列名。含有分隔符的内容请加引号。',
  },
  'already-there': {
    en: '{external_id} is already here with the same content. Nothing was changed.',
    zh: '{external_id} 已存在且内容相同，未作改动。',
  },
  'known-out-of-scope': {
    en: 'A contact with this id or this content is already here, outside the teams you look after. Nothing was taken in; an administrator can look into it.',
    zh: '具有该编号或相同内容的记录已存在于您负责的团队之外，本次未导入。如有疑问，请联系管理员。',
  },
  'same-id-other-content': {
    en: '{external_id} is already here with other content. Give the new one an id of its own.',
    zh: '{external_id} 已存在但内容不同。请为新的记录另设编号。',
  },
  'same-content-other-id': {
    en: 'The same content is already here as {first}. It is not taken in twice.',
    zh: '相同内容已以 {first} 导入，不会重复导入。',
  },
  // a chat
  'not-a-chat': {
    en: 'This is not a chat. A chat is an object with its columns as keys and a list of turns.',
    zh: '这不是一条会话记录。会话应为对象，以列名为键，并包含 turns 列表。',
  },
  'chat-without-turns': {
    en: 'The chat has no turns. Hand it in with its messages.',
    zh: '会话中没有消息，请连同消息一起提供。',
  },
  'chat-too-many-turns': {
    en: 'The chat has more than {limit} turns. Cut it into several.',
    zh: '会话超过 {limit} 条消息，请拆分。',
  },
  'chat-too-large': {
    en: 'The chat is larger than {limit} MB. Cut it into several.',
    zh: '会话超过 {limit} MB，请拆分。',
  },
  'unknown-speaker': {
    en: '{column}: {value} is not a speaker. Write agent, customer or system.',
    zh: '{column}：没有 {value} 这一说话方。请写 agent、customer 或 system。',
  },
} as const;
