// The columns of a questionnaire, as other products and people's own sheets name them. The line with their names need not
// be the first: titles and remarks often stand above it.
import type { Line } from '../files/csv.ts';
import { headerKey, namesOf } from '../files/words.ts';
import { type FileFault, refusedFile } from './file.ts';

export const COLUMNS = [
  'section',
  'criterion',
  'points',
  'type',
  'options',
  'critical',
  'comment_required',
  'not_applicable',
  'guidance',
  'good',
  'poor',
  'id',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Names that mean one thing; 备注 or `comment` may be a remark on the criterion or a rule for the reviewer. */
const KNOWN = namesOf<Column>({
  section:
    '分组 类别 分类 评分类别 质检类别 考核类别 一级指标 一级项目 大类 大项 模块 维度 环节 板块 類別 分類 カテゴリ セクション|section|section name|group|category|area|module|dimension|Abschnitt|Kategorie|Bereich|Rubrique|Catégorie|Sección|Categoría',
  criterion:
    '评分项 评分项目 题目 题干 问题 考核项 考核项目 考核内容 质检项 质检项目 质检内容 评估项 检查项 二级指标 三级指标 细项 評分項 考核項目 質檢項 質問 評価項目 項目|criterion|criteria|question|question text|question name|item|line item|check point|checkpoint|requirement|behaviour|behavior|Frage|Kriterium|Critère|Pregunta|Criterio',
  points:
    '分值 权重 分数 满分 标准分 配分 最高分 得分上限 分 權重 分數 滿分 配点|points|point|weight|weighting|weightage|score|max|max points|max score|maximum points|maximum score|points possible|possible points|marks|Punkte|Gewicht|Gewichtung|Poids|Barème|Puntos|Peso',
  type: '题型 类型 题目类型 评分方式 答案类型 類型 形式|type|question type|answer type|response type|Typ|Fragetyp|Antworttyp|Tipo',
  options:
    '选项 答案 答案选项 可选答案 評分選項 選項 選択肢|options|answers|answer options|answer choices|choices|responses|response options|rating scale|Antworten|Optionen|Réponses|Opciones|Respuestas',
  critical:
    '致命 致命项 是否致命 是否致命项 红线 红线项 一票否决 一票否决项 否决项 关键项 致命項|critical|is critical|critical error|fatal|fatal error|auto fail|automatic fail|knockout|Kritisch|Critique|Crítico',
  comment_required:
    '必填评语 评语必填 必填备注 备注必填 是否必填评语 必須填寫評語|comment required|comments required|require comment|mandatory comment|Kommentar erforderlich|Commentaire obligatoire|Comentario obligatorio',
  not_applicable:
    '不适用 可不适用 允许不适用 是否可不适用 不適用|n/a|na|n/a allowed|allow n/a|not applicable|not applicable allowed|can be n/a',
  guidance:
    '评分标准 评分说明 评分细则 考核标准 质检标准 判断标准 评判标准 打分标准 扣分标准 说明 描述 評分標準 說明 採点基準|guidance|scoring guidance|scoring guide|guideline|guidelines|description|definition|explanation|instructions|help|help text|how to score|Beschreibung|Hinweis|Anleitung|Consigne|Descripción|Guía',
  good: '正例 正面示例 正确示例 优秀示例|good example|positive example',
  poor: '反例 反面示例 错误示例|poor example|bad example|negative example',
  id: '编号 题号 评分项编号 編號|id|criterion id|question id|item id|code|question code|reference',
});

/** A column of the file: its header as written, and what it is taken to be. */
export type Named = { header: string; column: Column | null };

/** The line of the names among `lines`, and what stands below it. */
export type Head = { line: number; named: Named[]; above: Line[]; body: Line[] };

/** The names stand in one of the first lines. */
const LOOKED_AT = 20;
const MOST_COLUMNS = 200;

/**
 * @param chosen headers as written → columns, or '' for none
 * @throws Problem `file-refused`, with the `columns` as far as they are known, so that a person may say what they are
 */
export function headOf(lines: readonly Line[], chosen: Readonly<Record<string, string>>): Head {
  const known = lines.slice(0, LOOKED_AT).map(({ cells }) => claimsOf(cells.slice(0, MOST_COLUMNS), chosen));
  const has = (least: number) => known.findIndex((claims) => distinct(claims) >= least && claims.some(isCriterion));
  const several = known.findIndex((claims) => distinct(claims) > 1);
  const at = [has(2), has(1), several, 0].find((i) => i >= 0)!;
  const { line, cells } = lines[at]!;
  const refuse = (code: FileFault['code'], params: FileFault['params']): never => {
    const columns = known[at]!.map(({ header, column }) => ({ header, column }));
    throw refusedFile([{ path: null, line, code, params }], { columns });
  };
  if (cells.length > MOST_COLUMNS) refuse('too-many-columns', { limit: MOST_COLUMNS });
  const claims = known[at]!;
  const named = claims.map(({ header }, i) => ({ header, column: winner(claims, i, refuse) }));
  if (!named.some(isCriterion)) refuse('missing-column', { column: 'criterion' });
  return { line, named, above: lines.slice(0, at), body: lines.slice(at + 1) };
}

type Claim = Named & { by: number };
const [CHOSEN, OWN, OTHERS, NOBODY] = [0, 1, 2, 3];

const isCriterion = ({ column }: Named): boolean => column === 'criterion';
const distinct = (claims: readonly Claim[]): number =>
  new Set(claims.flatMap(({ column }) => (column === null ? [] : [column]))).size;

const OWN_NAMES = new Map(COLUMNS.map((column) => [headerKey(column), column]));

function claimsOf(cells: readonly string[], chosen: Readonly<Record<string, string>>): Claim[] {
  return cells.map((cell) => {
    const header = cell.trim();
    const key = headerKey(header.slice(0, 100));
    const said = Object.hasOwn(chosen, header) ? chosen[header]! : null;
    if (said !== null) return { header, column: COLUMNS.find((column) => column === said) ?? null, by: CHOSEN };
    const own = OWN_NAMES.get(key);
    if (own) return { header, column: own, by: OWN };
    const known = KNOWN.get(key) ?? null;
    return { header, column: known, by: known ? OTHERS : NOBODY };
  });
}

/** Of two headers for one column, a person's word comes before our own name, and that before what others call it. */
function winner(
  claims: readonly Claim[],
  at: number,
  refuse: (code: FileFault['code'], params: FileFault['params']) => never,
): Column | null {
  const { column, by, header } = claims[at]!;
  if (column === null) return null;
  const rivals = claims.filter((one, i) => i !== at && one.column === column);
  const equal = rivals.find((one) => one.by === by);
  if (rivals.some((one) => one.by < by)) return null;
  if (equal) refuse('duplicate-column', { column, first: header, second: equal.header });
  return column;
}
