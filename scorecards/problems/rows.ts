// What is wrong with a file of metadata or chats, or with one row of it.

export const ROW_SENTENCES = {
  // the file
  'unreadable-file': {
    en: 'The file cannot be read as a table or as JSON. Export it again as CSV, JSON or .xlsx.',
    zh: '无法将该文件读作表格或 JSON。请重新导出为 CSV、JSON 或 .xlsx。',
  },
  'bad-bytes': {
    en: 'Line {line} is not text in {encoding}. Choose another encoding, or export the file again as UTF-8.',
    zh: '第 {line} 行不是 {encoding} 编码的文本。请另选编码，或将文件重新导出为 UTF-8。',
  },
  'workbook-damaged': {
    en: 'The workbook is damaged and cannot be read. Open it in your spreadsheet program, save it again as .xlsx and upload it.',
    zh: '工作簿已损坏，无法读取。请用表格软件打开，另存为 .xlsx 后重新上传。',
  },
  'workbook-locked': {
    en: 'The workbook is protected by a password, or is an old .xls file. Save it as .xlsx without a password and upload it.',
    zh: '该工作簿设有密码，或为旧版 .xls 文件。请另存为不带密码的 .xlsx 后上传。',
  },
  'workbook-kind': {
    en: '{kind} files are not supported. Save the sheet as .xlsx or CSV and upload it.',
    zh: '不支持 {kind} 文件。请将工作表另存为 .xlsx 或 CSV 后上传。',
  },
  'workbook-too-large': {
    en: 'The workbook unpacks to more than {limit} MB. Keep only the sheet with the rows, or save it as CSV.',
    zh: '工作簿解压后超过 {limit} MB。请只保留数据所在的工作表，或另存为 CSV。',
  },
  'quote-not-closed': {
    en: 'Line {line} has an unclosed quote. Close it, and double any quote inside a quoted cell.',
    zh: '第 {line} 行有未闭合的引号。请补上引号；带引号的单元格内部若有引号，应写两遍。',
  },
  'json-broken': {
    en: 'The JSON is incomplete or invalid at line {line}, character {at}. Export it again, or fix that place.',
    zh: 'JSON 在第 {line} 行第 {at} 个字符处中断或有误。请重新导出，或修正该处。',
  },
  'header-missing': {
    en: 'The first line must name the columns. Add it and upload the file again.',
    zh: '首行应为列名。请补上列名后重新上传。',
  },
  'missing-column': {
    en: 'There is no {column} column. Choose the matching column, or add it and upload the file again.',
    zh: '没有哪一列是 {column}。请指明对应的列，或补上该列后重新上传。',
  },
  'duplicate-header': {
    en: 'Two columns have the same name: {first} and {second}. Rename one so that no values are lost.',
    zh: '有两列分别名为 {first} 和 {second}，名称重复。请将其中一列改名，以免数据丢失。',
  },
  'duplicate-column': {
    en: '{first} and {second} both match the column {column}. Choose one, or rename one of them.',
    zh: '{first} 和 {second} 都对应 {column} 列。请指明用哪一列，或将其中一列改名。',
  },
  'too-many-columns': {
    en: 'There are more than {limit} columns. Keep only the ones you need.',
    zh: '列数超过 {limit}。请只保留需要的列。',
  },
  'unknown-column': {
    en: '{value} is not a known column. Choose one from the list.',
    zh: '没有 {value} 这一列，请从列表中选择。',
  },
  'no-rows': { en: 'The file has no rows below the column names.', zh: '列名之下没有数据行。' },
  'too-many-rows': {
    en: 'The file has more than {limit} rows. Split it into several files.',
    zh: '文件超过 {limit} 行，请拆分成多个文件。',
  },
  // a row
  'missing-value': { en: '{column} is empty. Fill it in.', zh: '{column} 为空，请填写。' },
  'given-twice': {
    en: '{column} is given twice. Keep one.',
    zh: '{column} 出现了两次，请保留其一。',
  },
  'bad-date': {
    en: '{column}: {value} is not a recognised time. Use the format 2026-03-02T09:30:00, with a time zone if it differs from the centre’s.',
    zh: '{column}：{value} 不是可识别的时间。请写成 2026-03-02T09:30:00；若非本中心时区，请带上时区。',
  },
  'ambiguous-date': {
    en: '{column}: {value} can be read as day/month or month/day. Choose the order, or write the year first: 2026-03-02 09:30.',
    zh: '{column}：{value} 既可读作“日/月”，也可读作“月/日”。请指明写法，或写成年份在前：2026-03-02 09:30。',
  },
  'no-such-date': {
    en: '{column}: {value} is not an existing date. Fix the date.',
    zh: '{column}：{value} 这一天不存在，请修改日期。',
  },
  'clock-skipped': {
    en: '{column}: {value} does not exist because clocks were set forward. Add the time zone.',
    zh: '{column}：{value} 时正值夏令时拨快，该时刻不存在。请带上时区填写。',
  },
  'future-date': {
    en: '{column}: {value} is in the future. Fix it, or confirm that these times are correct.',
    zh: '{column}：{value} 是未来的时间。请修改，或确认时间无误。',
  },
  'old-date': {
    en: '{column}: {value} is before 1990. Fix it, or confirm that these times are correct.',
    zh: '{column}：{value} 早于 1990 年。请修改，或确认时间无误。',
  },
  'bad-number': {
    en: '{column}: {value} is not a whole number of 0 or more. Write milliseconds without a unit.',
    zh: '{column}：{value} 不是非负整数。毫秒数不带单位。',
  },
  'bad-duration': {
    en: '{column}: {value} is not a duration. Use the format 0:03:25, 205 s or 3 min 25 s.',
    zh: '{column}：{value} 不是时长。请写成 0:03:25、205秒 或 3分25秒。',
  },
  'duration-unit': {
    en: '{column}: {value} could be seconds or milliseconds. Choose the unit of this column, or write 0:03:25.',
    zh: '{column}：{value} 可能是秒，也可能是毫秒。请指明该列的单位，或写成 0:03:25。',
  },
  'duration-too-long': {
    en: '{column}: {value} is too long for an interaction. Check the unit.',
    zh: '{column}：{value} 超出一次服务可能的时长，请检查单位。',
  },
  'bad-rating': { en: '{column}: {value} is not a rating from 1 to 5.', zh: '{column}：{value} 不是 1 到 5 的评分。' },
  'bad-choice': {
    en: '{column}: {value} is not a valid value for this column. See the column descriptions.',
    zh: '{column}：{value} 不在该列的可选值之内，请对照格式说明修改。',
  },
  'bad-language': {
    en: '{column}: {value} is not a language tag. Use, for example, en, zh or zh-CN.',
    zh: '{column}：{value} 不是语言标记。可写 en、zh 或 zh-CN 等。',
  },
  'unknown-channel': {
    en: '{value} is not a channel. Use voice, chat, email or social.',
    zh: '没有 {value} 这一渠道。请写 voice、chat、email 或 social。',
  },
  'agent-out-of-scope': {
    en: 'No agent in your teams has the email or employee number {value}. Fix the row, or ask an administrator.',
    zh: '您负责的团队中没有邮箱或工号为 {value} 的坐席。请修改该行，或联系管理员。',
  },
  'unknown-agent': {
    en: 'No agent has the email or employee number {value}. Add the agent under People, or fix the row.',
    zh: '没有邮箱或工号为 {value} 的坐席。请先在人员中添加，或修改该行。',
  },
  'value-too-long': {
    en: '{column} is longer than {limit} characters. Shorten it.',
    zh: '{column} 超过 {limit} 个字符，请缩短。',
  },
  'shortened-number': {
    en: '{column}: {value} is a long number shortened by a spreadsheet; its last digits are lost. Format the column as text and export it again.',
    zh: '{column}：{value} 是被表格软件缩写的长数字，末尾几位已丢失。请将该列设为文本格式后重新导出。',
  },
  'spreadsheet-error': {
    en: '{column}: {value} is a spreadsheet error (a failed formula or a column that is too narrow). Fix it there and export again.',
    zh: '{column}：{value} 是表格软件在公式出错或列宽不足时显示的内容。请在表格中修正后重新导出。',
  },
  'formula-without-value': {
    en: '{column} contains a formula without a result. Open and save the workbook in your spreadsheet program, then upload it again.',
    zh: '{column} 是没有结果的公式。请用表格软件打开并保存工作簿，再重新上传。',
  },
  unstorable: {
    en: '{column} contains a character that cannot be stored (NUL or half of a surrogate pair). Remove it.',
    zh: '{column} 含有非文本字符（空字符或残缺字符），请删除。',
  },
  'duplicate-key': {
    en: '{column} appears twice, the second time in line {line}. Keep one.',
    zh: '{column} 重复出现，第二处在第 {line} 行，请保留其一。',
  },
  'not-a-number': {
    en: '{column} is {value} in line {line}, which cannot be read. Write null or a number.',
    zh: '第 {line} 行的 {column} 为 {value}，无法读取。请写 null 或具体数字。',
  },
  'duplicate-row': {
    en: 'Line {first} of this file has the same external_id. Keep one.',
    zh: '同一文件第 {first} 行已有相同的 external_id，请保留其一。',
  },
  'duplicate-file': {
    en: 'Line {first} of this file already names the recording {value}. Keep one.',
    zh: '同一文件第 {first} 行已指定录音 {value}，请保留其一。',
  },
  'same-file-name': {
    en: 'Lines {first} and {second} name recordings in different folders, both called {value}. Rename one of them, in the folder and in the file.',
    zh: '第 {first} 行和第 {second} 行指向不同文件夹中同名的录音 {value}。请将其中一个录音改名，并同步修改表格。',
  },
  'too-many-cells': {
    en: 'Line {line} has more cells than there are columns. Put values that contain the delimiter in quotes.',
    zh: '第 {line} 行的单元格多于列名。含有分隔符的内容请加引号。',
  },
  'already-there': {
    en: '{external_id} has already been imported with the same content. Nothing was changed.',
    zh: '{external_id} 已存在且内容相同，未作改动。',
  },
  'known-out-of-scope': {
    en: 'An interaction with this ID or content already exists outside your teams. Nothing was imported; ask an administrator.',
    zh: '具有该编号或相同内容的记录已存在于您负责的团队之外，本次未导入。如有疑问，请联系管理员。',
  },
  'same-id-other-content': {
    en: '{external_id} already exists with different content. Give the new one its own ID.',
    zh: '{external_id} 已存在但内容不同。请为新的记录另设编号。',
  },
  'same-content-other-id': {
    en: 'The same content has already been imported as {first} and is not imported twice.',
    zh: '相同内容已以 {first} 导入，不会重复导入。',
  },
  'not-stored': {
    en: 'The database could not store this row. It was skipped; the others were imported.',
    zh: '数据库无法保存该行，已略过；其余各行已导入。',
  },
  // a chat
  'not-a-chat': {
    en: 'This is not a chat. A chat is an object with column names as keys and a list of turns.',
    zh: '这不是一条会话记录。会话应为对象，以列名为键，并包含 turns 列表。',
  },
  'chat-without-turns': {
    en: 'The chat has no turns. Include its messages.',
    zh: '会话中没有消息，请连同消息一起提供。',
  },
  'chat-too-many-turns': {
    en: 'The chat has more than {limit} turns. Split it.',
    zh: '会话超过 {limit} 条消息，请拆分。',
  },
  'chat-too-large': {
    en: 'The chat is larger than {limit} MB. Split it.',
    zh: '会话超过 {limit} MB，请拆分。',
  },
  'chat-too-long': {
    en: 'The first and last messages are more than {limit} days apart. Split it.',
    zh: '首条与末条消息相隔超过 {limit} 天，请拆分。',
  },
  'rows-disagree': {
    en: 'The rows of this chat have different values for {column}: {first} in line {first_line}, {value} in line {line}. Make them the same, or use different IDs.',
    zh: '同一会话各行的 {column} 不一致：第 {first_line} 行为 {first}，第 {line} 行为 {value}。请改为一致，或使用不同的编号。',
  },
  'unknown-speaker': {
    en: '{column}: {value} is not a speaker. Use agent, customer or system.',
    zh: '{column}：没有 {value} 这一说话方。请写 agent、customer 或 system。',
  },
  'import-broken-off': {
    en: 'The database stopped responding. {written} were imported before that, {left} were not. Upload the same file again; interactions already imported are recognised.',
    zh: '数据库停止响应。此前已导入 {written} 条，还有 {left} 条未导入。请重新上传同一文件，已导入的不会重复。',
  },
} as const;
