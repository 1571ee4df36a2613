// The languages of an organisation's calls. The language of a recording is detected, and only these are considered: a
// model that may choose among a hundred takes a short answer for any of them.

/** Languages that are spoken where nobody says otherwise. */
export const LANGUAGES: readonly string[] = ['en', 'zh'];

/** Primary tags of the languages Whisper was taught (Radford et al. 2022), the most spoken on telephones first. */
export const KNOWN_LANGUAGES: readonly string[] = (
  'en zh yue es fr de pt it nl ja ko ru ar hi id ms th vi tl tr pl uk cs sk hu ro bg sr hr bs sl mk sq el he fa ur bn ta te ' +
  'ml kn mr gu pa ne si my km lo sv da no nn fi is et lv lt be ka hy az kk uz tk tg mn sw am so ha yo ln mg sn af cy eu gl ' +
  'ca oc br fo lb mt la sa sd ps ht haw jw su mi tt ba bo as yi'
).split(' ');
