import { type Grammar, list } from '../grammar.ts'
import { files } from './files.ts'

export const en: Grammar = {
  ...files,
  post: [
    '{open} {docs} {about} {topic}, {remark}',
    '{docs} {about} {topic} and {topic}, {remark}. {ask}',
    '{file}: {detail}. {remark}, {who} {verb} {things}',
    '{ask} {file} lists {#3-980} {things} for {place}, {detail}',
    '{open} page {#2-340} of {file}, {detail}, {remark}',
    '{who} {verb} {#12-900} {things} between {month} {#1-28} and {month} {#1-28}',
    '{remark}: {who} {verb} {docs} {about} {topic}',
    '{#2-60} {things}, {#2-40} {things}, nothing {about} {topic}. {remark}',
    'in {place}, {who} {verb} {file} and {detail}',
    '{month} {#1-28}, {#1-12}:{#10-59}, {detail}, {remark}. {ask}',
    '{who} {verb} {topic}, {detail}, {remark}',
    '{open} {#4-700} MB {about} {topic}. {who} {verb} {things}',
  ],
  short: list(`
    here we go | wow | reading now | so it begins | nine gigabytes | this is big |
    still nothing on TV | popcorn ready | mirror? | interesting timing | any proof? | meh | oh boy |
    wait for it | sleepless night | calm down`),
  reply: [
    '{ask} {file} says {detail}, {remark}',
    'no, {docs} {about} {topic} {came} from {place}, {detail}',
    '{remark}, {who} {verb} {things} since {month}',
    'where did you find {docs} {about} {topic}? {remark}',
    'look at page {#2-200} of {file}, {detail}, {remark}',
    '{who} {verb} {file}, so {remark}',
  ],
  came: list('surely came | may well come | did not come | apparently came'),
  open: list(`
    just opened | now reading | half way through | someone should check | for the record, |
    two hours into | I went through | translated | took a look at | nobody is talking about |
    comparing | downloaded | sorting through | still looking at | first impression of |
    quick thread on | my neighbor sent me | we indexed | found | cannot stop reading | screenshotted |
    bookmark this: | so far I have seen | starting with | skimmed`),
  docs: list(`
    the {month} mails | {#3-900} invoices | a spreadsheet of {#20-900} rows | the {place} folder |
    a scanned contract | the calendar for {month} | a {#4-80}-page memo | the expense reports |
    an unsigned draft | a bank letter | {#3-90} slides | the staff list | an old lease |
    {#5-400} attachments | a printed chat | the second archive | the smallest zip | a donor table |
    the drafts box | a hotel bill from {place} | a receipt dated {month} {#1-28} | the transport file |
    an empty form | the press notes`),
  about: list('about | on | concerning | regarding | dealing with | mentioning | around | to do with'),
  topic: list(`
    bus rental | speech rewrites | train tickets | chairs and microphones | a phone contract |
    poster printing | volunteer badges | the regional budget | a venue in {place} | catering |
    office rent | polling costs | web hosting | a delayed payment | press passes | security staff |
    the {month} rally | staff holidays | photo rights | a broken printer | parking permits |
    a consultant in {place} | stage lights | the newsletter | call scripts | late invoices |
    insurance | meeting minutes | a lost laptop | the youth branch | trade policy notes |
    leaflet delivery | hotel rooms | a budget gap of {#2-90} thousand | travel to {place} |
    video editing | flower orders | the donor dinner | translation fees | a rejected slogan`),
  remark: list(`
    pretty dull so far | needs checking | make of it what you will | journalists are asleep |
    timing is everything | could be forged | no smoking gun yet | mixed with fakes perhaps |
    that is all I see | more later tonight | someone verify please | I am not convinced |
    the rest is routine | this took years to collect | context matters | ask an accountant |
    the dates look odd | who benefits | my coffee is cold | it reads like any office |
    the media will wait | servers are slow tonight | check the headers | draw your own conclusion |
    keep copies | the vote is on Sunday | everyone should read it | nothing illegal there |
    the names are blacked out | I expected more | odd but explainable | that explains a lot |
    worth a second look | not what they told us | hard to authenticate | the metadata is strange |
    an expert should comment | just an ordinary campaign`),
  ask: list(`
    Anyone seen this? | Real or fake? | Who can confirm? | Why now? | Has anybody got a mirror? |
    Thoughts? | Please check. | What am I missing? | Where is the press? | Can someone translate? |
    Look again. | Help me read this. | Is this normal? | Source? | Read it slowly. | Save this. |
    Careful, everyone. | Honest question. | Big if true. | Compare the two.`),
  detail: list(`
    the author field is blank | somebody paid {#3-90} euros for tape | three signatures are missing |
    row {#4-800} was edited twice | the total is off by {#2-700} | the letterhead says {place} |
    it was saved at {#1-11} pm | the fonts do not match | every second name is hidden |
    the sender forgot the attachment | there are {#3-60} comments in the margin |
    the invoice number repeats | they argue over a comma | it was printed in {place} |
    nobody answered for {#2-19} days | the password is in the next mail | the last column is empty |
    a lunch cost {#20-300} euros | it ends mid-sentence | somebody asks for {#3-40} chairs |
    the time zone is wrong | the scan is upside down | the budget doubles in {month} |
    a driver waits at gate {#2-30} | two versions differ by one line | the creator is a copy shop |
    all links are dead`),
  who: list(`
    the treasurer | a volunteer | the press office | an intern | their lawyer | some adviser |
    the organizers | a printer | the web team | the accountant | a landlord | one speechwriter |
    the logistics people | a supplier | their bank | the campaign | a donor | the assistant |
    somebody upstairs | the {place} office`),
  verb: list(`
    forwarded | ordered | forgot | signed for | corrected | refused | lost | counted | archived |
    postponed | filed | asked about | complained about | renamed | cancelled | approved | printed |
    double-booked | scanned | returned`),
  things: list(`
    tickets | invoices | posters | folders | leaflets | badges | rooms | emails | photos | contracts |
    chairs | receipts | drafts | phone numbers | banners | bookings | memos | slides | passwords |
    contacts | meals | mailing lists`),
  place: list(`
    Lyon | Lille | Nantes | Rennes | Bordeaux | Marseille | Nice | Dijon | Metz | Brest | Tours |
    Reims | Angers | Toulouse | Grenoble | Amiens | Caen | Nancy | Limoges | Besançon | Avignon |
    Orléans | Rouen | Paris`),
  month: list(`
    January | February | March | April | June | July | August | September | October | November |
    December`),
}
