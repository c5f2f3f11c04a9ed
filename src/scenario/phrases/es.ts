import { type Grammar, list } from '../grammar.ts'
import { files } from './files.ts'

export const es: Grammar = {
  ...files,
  post: [
    '{open} {docs} sobre {topic}, {remark}, {detail}',
    '{file}: {detail} y {detail}. {remark}, {who} {verb} {things}',
    '{ask} {docs} hablan de {topic} en {place}, {remark}. {detail}',
    '{who} {verb} {#12-900} {things} para {place}, {remark}, {detail}',
    '{#2-90} {things} y nada sobre {topic}. {ask} {who} {verb} {#2-90} {things}, {remark}',
  ],
  short: list('ya empieza | increíble | estoy leyendo | hay pruebas? | qué noche'),
  reply: ['{ask} según {file}, {detail}', 'no, {who} {verb} los {things} en {place}, {remark}, {detail}'],
  open: list(`
    acabo de abrir | estoy leyendo | alguien debería revisar | nadie habla de | ahora comparo |
    he descargado | miren`),
  docs: list(`
    los correos de {month} | las {#3-900} facturas | unas tablas de {#20-900} filas |
    los archivos de {place} | los contratos escaneados | unas notas de {#4-80} páginas |
    los recibos de {month} | los borradores sin firma`),
  topic: list(`
    el alquiler de autobuses | los billetes de tren | la imprenta de carteles |
    el presupuesto regional | una sala en {place} | el alojamiento web | un pago atrasado |
    las tarjetas de prensa | los discursos corregidos | una impresora rota | las cenas con donantes |
    el seguro de la oficina | los viajes a {place} | una factura de {#20-900} euros`),
  remark: list(`
    nada del otro mundo | hay que verificarlo | la prensa todavía duerme | el momento es curioso |
    podría ser falso | seguiremos mañana | las fechas son raras | no veo ninguna prueba |
    parece una oficina normal | guarden una copia`),
  ask: list(`
    ¿Alguien lo ha visto? | ¿Verdadero o falso? | ¿Quién lo confirma? | ¿Por qué ahora? |
    ¿Dónde está la prensa? | Lean despacio.`),
  detail: list(`
    falta la firma | la fila {#4-800} está repetida | el total no cuadra por {#2-700} |
    se guardó a las {#1-23} horas | nadie respondió en {#2-19} días | la última columna está vacía |
    piden {#3-40} sillas | el escaneo está al revés`),
  who: list(`
    el tesorero | una voluntaria | la oficina de prensa | su abogado | el contable | un proveedor |
    la campaña`),
  verb: list(
    'reenvió | encargó | olvidó | corrigió | rechazó | perdió | contó | archivó | canceló | imprimió',
  ),
  things: list(
    'billetes | carteles | folletos | correos | contratos | recibos | borradores | contactos | archivos',
  ),
  place: list('Lyon | Lille | Nantes | Burdeos | Marsella | Niza | Dijon | Metz | Tours | Toulouse | París'),
  month: list(
    'enero | febrero | marzo | abril | junio | julio | septiembre | octubre | noviembre | diciembre',
  ),
}
