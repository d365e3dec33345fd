/** Español: lo que una centralita no hizo, y qué comprobar. */
import type { CheckFoundView, PhoneFault, PhoneTrouble, SymptomView } from "../../host/bindings";
import type { Words } from "../en/en";

const said = (words: string) => (words === "" ? "" : ` Dice: ${words}`);

function trouble(system: string, it: PhoneTrouble): string {
  switch (it.kind) {
    case "not_a_number":
      return "Esto no es un número al que se pueda llamar.";
    case "no_destination":
      return "Esto no es ni un número ni una extensión. Su nota sigue aquí.";
    case "none_can_dial":
      return "Aquí no hay configurada ninguna centralita que pueda llamar.";
    case "no_agent":
      return `${system} necesita saber quién llama.`;
    case "not_set_up":
      return `${system} no está configurado aquí.`;
    case "not_offered":
      return `${system} no ofrece esto.`;
    case "wrong_key":
      return `${system} no acepta la clave que tiene Callside.`;
    case "not_allowed":
      return `${system} acepta la clave, pero no le permite esto.`;
    case "no_credit":
      return `Su cuenta de ${system} no tiene saldo.`;
    case "too_many":
      return `${system} recibió demasiadas peticiones y pide esperar ${it.wait_s} segundos.`;
    case "refused":
      return `${system} lo rechazó (HTTP ${it.status}).${said(it.said)}`;
    case "agent_not_ready":
      return `${system} dice que su teléfono no está listo para llamadas.`;
    case "not_there":
      return `${system} no lo conoce, quizá todavía no.`;
    case "unreachable":
      return `No se llega a ${system}. No se hizo nada.`;
    case "answer_lost":
      return `${system} no respondió a tiempo. Puede que se haya hecho igualmente: mire su teléfono.`;
    case "its_fault":
      return `${system} tiene un fallo propio (HTTP ${it.status}).`;
    case "unreadable":
      return `${system} dio una respuesta que Callside no puede leer.`;
  }
}

const checks: Record<SymptomView, string[]> = {
  connect_fails: [
    "La dirección base: ortografía, https y la ruta delante de las demás.",
    "Desde este equipo: DNS, proxy y cortafuegos deben dejarla pasar.",
    "La ruta de conexión: algunas centralitas solo responden bajo una ruta propia.",
  ],
  key_refused: [
    "401: la clave, o el usuario y la contraseña, es errónea, caducó o es de otro entorno.",
    "403: la clave es correcta pero no puede hacer esto; dele permiso para hacer y terminar llamadas.",
    "Bearer y Basic: con clave Callside envía Bearer; con usuario y contraseña, Basic.",
  ],
  dial_refused: [
    "El número: Callside envía E.164 (+ y cifras); la centralita puede querer otra forma.",
    "campaign_name y skill_id deben existir allí y estar permitidos para este agente.",
    "La ruta para llamar y su contenido, como los indica la documentación de la centralita.",
  ],
  agent_cannot_dial: [
    "Ha iniciado sesión en el teléfono y no está en una llamada.",
    "Su extensión o usuario en los ajustes es el de la centralita.",
    "Puede llamar hacia fuera y tiene la habilidad que la llamada necesita.",
  ],
  hang_up_does_nothing: [
    "El identificador de la llamada: debe ser el que dio la centralita al llamar o al aparecer.",
    "Dónde está en la respuesta es un ajuste; mire la última respuesta.",
    "Algunas centralitas solo terminan llamadas que hicieron ellas mismas.",
  ],
  recording_empty: [
    "Las grabaciones suelen aparecer minutos después; inténtelo más tarde.",
    "La grabación debe estar activada para la campaña, el número o la cola.",
    "Dónde está la dirección de la grabación en la respuesta es un ajuste.",
  ],
  pop_without_customer: [
    "El webhook debe traer el número; revise los nombres y rutas de sus campos.",
    "Un número sin prefijo de país es de la región de los ajustes.",
    "Los números ocultos y las extensiones no se buscan nunca.",
  ],
  strange_answer: [
    "La dirección base puede ser la de sus páginas web y no la de su API.",
    "Tiene un fallo propio (5xx): su registro dice más.",
  ],
  too_many_requests: ["Otros programas pueden usar la misma clave; el límite cuenta para todos juntos."],
  no_credit: ["Compre saldo o desactive este servicio en los ajustes."],
  not_set_up: ["Configuración, Teléfonos: escriba su dirección, su clave y quién es usted allí; guarde."],
};

const found: Record<CheckFoundView, string> = {
  accepted: "La dirección responde y la clave se acepta.",
  usable: "La dirección y la clave sirven. Envíe una llamada de prueba para ver si responde.",
  webhook_made: "Un webhook nuevo envía allí los eventos.",
  webhook_woken: "Su webhook estaba apagado; está encendido de nuevo.",
  webhook_completed: "Su webhook no traía todos los eventos que lee Callside; ahora sí.",
  webhook_there: "Su webhook ya envía los eventos allí.",
};

const faults: Record<PhoneFault, string> = {
  address: "su dirección empieza por https:// (http:// solo en su propia red).",
  credentials: "hace falta una clave, o usuario y contraseña.",
  sticky_key: "su clave empieza por sk_test_ o sk_live_.",
  path: "una ruta JSON no se puede leer.",
  other: "algo en él no encaja.",
};

export const phoneTroubles: Pick<
  Words,
  "phoneTrouble" | "phoneChecks" | "phoneFound" | "phoneFault" | "connectorFor" | "toldTo"
> = {
  phoneTrouble: trouble,
  phoneChecks: checks,
  phoneFound: found,
  phoneFault: (system, fault) => `${system} no se puede usar como está: ${faults[fault]}`,
  toldTo: {
    waiting: (system) => `${system} lo sabrá después del cierre.`,
    later: (system, when) => `Aún no se pudo avisar a ${system}. Próximo intento ${when}.`,
    sending: (system) => `Avisando a ${system}…`,
    sent: (system, when) => `${system} lo sabe desde ${when}.`,
    again: "Avisar otra vez",
  },
  connectorFor: {
    answered: "La llamada aparece.",
    previewed: "Las llamadas salientes aparecen antes de marcar.",
    transferred: "Una transferencia se anota en la llamada.",
    hung_up: "Empieza el cierre.",
    dispositioned: "Se propone el resultado de Five9.",
  },
};
