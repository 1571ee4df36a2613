// Workbooks written by real programs become rows as displayed; other files are refused with what they are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packedKind, readWorkbook } from '../../../web/files/workbook.ts';
import { lookAt } from '../../../web/interactions/dropped.ts';

const bytesOf = (name: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(readFileSync(join(import.meta.dirname, '../../fixtures/sheets', name)));
const looked = async (name: string, bytes: Uint8Array<ArrayBuffer>) => {
  const dropped = await lookAt(new File([bytes], name));
  return dropped.kind === 'refused' ? [dropped.code, dropped.params.kind] : [dropped.kind];
};

describe('a workbook', () => {
  it('is read by its first sheet that is not hidden, cell by cell', async () => {
    const read = await readWorkbook(bytesOf('chats.xlsx'));
    expect(read).toEqual({
      sheet: '会话',
      others: ['隐藏', '说明'],
      merged: 1,
      cells: [
        ['会话编号', '坐席', '渠道', '开始时间', '说话人', '时间', '内容', '队列'],
        ['X1', 'E8', '在线', '2026-11-20 09:30:00', '客户', '2026-11-20 09:30:00', '您好，\n我想退款', '退款'],
        ['X1', 'E8', '在线', '2026-11-20 09:30:00', '坐席', '2026-11-20 09:31:00', '好的，请稍等', ''],
        // Excel keeps fifteen digits: a longer number has lost its last ones and must not look whole.
        ['1.23456789012346E+18', 'E8', '在线', '2026-11-20 09:30:00', '客户', '2026-11-20 09:30:00', '长编号', ''],
        ['X3', 'E8', '在线', '2026-11-20 09:30:00', '客户', '2026-11-20 09:30:00', '公式', '#FORMULA!'],
        ['X4', 'E8', '在线', '2026-11-20 09:30:00', '客户', '2026-11-20 09:30:00', '合并一', '退款'],
        ['X5', 'E8', '在线', '2026-11-20 09:30:00', '客户', '2026-11-20 09:30:00', '合并二', '退款'],
        ['000012', 'E8', '在线', '2026-11-20 09:30:00', '坐席', '2026-11-20 09:30:00', '前导零', ''],
      ],
    });
    expect(await looked('anything.bin', bytesOf('chats.xlsx'))).toEqual(['chats']);
  });

  it('that is damaged, locked or of another program is refused as what it is', async () => {
    expect(await looked('calls.xlsx', bytesOf('c21-calls.xlsx'))).toEqual(['workbook-damaged', undefined]);
    const cut = bytesOf('chats.xlsx').slice(0, 3000);
    expect(await looked('calls.xlsx', cut)).toEqual(['workbook-damaged', undefined]);
    const bent = bytesOf('chats.xlsx');
    bent.fill(0x55, 1200, 1900);
    expect(await looked('calls.xlsx', bent)).toEqual(['workbook-damaged', undefined]);
    const old = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)]);
    expect(await looked('calls.xls', old)).toEqual(['workbook-kind', '.xls']);
    expect(await looked('calls.xlsx', old)).toEqual(['workbook-locked', undefined]);
    expect(packedKind(cut, 'sheet.numbers')).toEqual({ code: 'workbook-kind', kind: '.numbers' });
    expect(packedKind(cut, 'archive.zip')).toBeNull();
  });

  it('that would unpack to gigabytes is refused by what its directory says', () => {
    const bomb = bytesOf('chats.xlsx');
    const view = new DataView(bomb.buffer);
    for (let at = 0; at + 46 < bomb.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0x40000000, true);
    }
    expect(packedKind(bomb, 'calls.xlsx')).toEqual({ code: 'workbook-too-large', limit: 256 });
  });
});
