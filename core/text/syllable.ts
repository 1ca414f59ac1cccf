const onsets = 'ngh ng nh gh gi g ch c kh k ph qu th tr t b d đ h l m n r s v x'.split(' ')
/** Rhymes as they are written, without tone. */
const rhymes = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
  i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong
  ooc oong op ot oăc oăm oăn oăng oăt ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung uơ up ut uy uya uych uyên uyêt uyn uynh uyp
  uyt uyu uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
  yn ynh ych yt`.split(/\s+/)
)
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Whether a word is one that Vietnamese spelling allows: at most one tone, which suits its ending; any case, composed or not. */
export function isSyllable(word: string): boolean {
  if (word.length > 14) return false
  const apart = word.toLowerCase().normalize('NFD')
  const tone = apart.match(tones) ?? []
  if (tone.length > 1) return false
  const plain = apart.replace(tones, '').normalize('NFC')
  // Words that end in a stop have a rising or a heavy tone.
  if (/(?:[cpt]|ch)$/.test(plain) && tone[0] !== '\u0301' && tone[0] !== '\u0323') return false
  return rhymes.has(plain) ? !/^[ăâ]$/.test(plain) : onsets.some(onset => plain.startsWith(onset) && fits(onset, plain.slice(onset.length)))
}

function fits(onset: string, rhyme: string): boolean {
  if (!rhymes.has(rhyme)) return false
  if (onset === 'ngh' || onset === 'gh' || onset === 'k') return /^[eêiy]/.test(rhyme)
  if (onset === 'ng' || onset === 'c') return !/^[eêiy]/.test(rhyme)
  return true
}
