/** Español: acciones. */
import type { MisfitBecause, WantedView } from "../../host/bindings";
import type { Words } from "../en/en";
import { catalogue } from "./catalogue";

/** What a field takes. */
const WANTED: Record<WantedView, string> = {
  yes_or_no: "sí o no",
  whole_number: "un número entero",
  number: "un número",
  day: "un día, como 2026-11-30",
  moment: "un día y una hora",
  record: "un registro",
};

export const actions: Pick<Words, "actions"> = {
  actions: {
    title: "Acciones",
    all: "Todas las acciones",
    find: "¿Qué quiere hacer?",
    none: "Ninguna acción tiene estas palabras.",
    more: "Más campos",
    look: "Consultar",
    doIt: "Hacerlo",
    sure: "¿Hacerlo ahora?",
    sureDelete: "¿Eliminar este registro?",
    goesWith: "Con él se van",
    bin: "Queda 15 días en la papelera de Salesforce; Deshacer lo trae de vuelta.",
    deleteIt: "Eliminar",
    keepIt: "Conservar",
    emptyField: "Vaciar un campo",
    emptyNone: "Ninguno",
    emptied: "se vaciará",
    recordHint: "Escriba un nombre o pegue un id",
    gone: (field) => `${field} no se escribe.`,
    recordOf: "Tipo de registro",
    noRecord: "Nada se llama así.",
    standing:
      "Lo que hay está rellenado. Solo se escribe lo que usted cambie; un campo que vacíe quedará vacío.",
    notRead: "No se pudo leer ahora lo que hay. Se escribe lo que usted rellene; el resto queda como está.",
    whole: "Toda la respuesta de Salesforce",
    cut: "La respuesta era demasiado grande; este es su comienzo.",
    undo: "Deshacer",
    undoHint:
      "Los valores anteriores vuelven donde nadie los ha cambiado desde entonces; lo nuevo va a la papelera y lo eliminado vuelve de ella.",
    text: (english) => catalogue[english] ?? english,
    kept: "Lo que rellenó se conserva.",
    binned: "en la papelera",
    goesAlong: (count: number, label: string, more: boolean) => `${more ? "más de " : ""}${count} ${label}`,
    misfit: (because: MisfitBecause): string => {
      switch (because.kind) {
        case "missing":
          return `Falta ${because.label}.`;
        case "missing_one_of":
          return `Falta uno de estos: ${because.labels.join(", ")}.`;
        case "wanted":
          return `${because.label} admite ${WANTED[because.wanted]}.`;
        case "too_long":
          return `${because.label}: caben como máximo ${because.most} caracteres.`;
        case "not_listed":
          return `${because.label}: su organización no permite ${because.value}.${because.nearest === null ? "" : ` ¿Quiso decir ${because.nearest}?`}`;
        case "no_field":
          return `${because.object} no tiene el campo ${because.field}.${because.nearest === null ? "" : ` ¿Quiso decir ${because.nearest}?`}`;
        case "not_writable":
          return `Su usuario de Salesforce no puede escribir ${because.label}.`;
        case "nothing":
          return "Rellene al menos un campo.";
      }
    },
    saved: "Guardado. Se está enviando.",
    again: "Otra vez",
    count: (n: number) => (n === 1 ? "1 encontrado" : `${n} encontrados`),
    firstOf: (n: number) => `Los primeros ${n}; hay más`,
    setup: "Acciones",
    setupLead: "Para quién, en qué llamadas y cuándo se ofrece cada acción. Nada vale hasta que lo guarde.",
    asItIs: "Mostrar lo que está en uso",
    adminOnly: "Solo un administrador de Callside puede cambiarlo.",
    isOff: "no se ofrece",
    isOffered: "Se ofrece",
    onCall: "en la llamada",
    onCallLong: "Está en la propia llamada",
    asks: "pregunta antes",
    asksFirst: "Pregunta antes de hacerlo",
    asksAlways: "Antes de borrar se pregunta siempre.",
    forWhom: "Para quién",
    roles: { agent: "Todos", supervisor: "Supervisores y administradores", admin: "Administradores" },
    when: "Cuándo",
    moments: {
      ringing: "mientras suena",
      talking: "mientras se habla",
      wrap_up: "después de la llamada",
      always: "también sin llamada",
    },
    queues: "En llamadas de estas colas",
    queuesHint: "Nombres separados por comas. Vacío: en todas.",
    rows: "Filas como máximo",
    rowsHint: "De 1 a 2000",
    rowFields: "Campos de una fila",
    addRowField: "Añadir un campo a las filas",
    rowFieldsHint: "Nombres de API separados por comas, como Name, Account.Name",
    compared: "Campos que se comparan",
    comparedHint: "Lo que se escribe se busca en cada uno de ellos.",
    comparesOne: "Una búsqueda compara al menos un campo.",
    comparesMost: (n: number) => `Una búsqueda compara como máximo ${n} campos.`,
    addCompared: "Comparar un campo de un registro principal",
    howCompared: (field: string) => `Cómo se compara ${field}`,
    comparedBy: {
      contains: "lo contiene",
      starts_with: "empieza así",
      exact: "es exactamente eso",
      phone: "mismo número de teléfono",
      case_number: "mismo número de caso",
    },
    asTemplate: "Como en la plantilla",
    nothingChanged: "No se ha cambiado nada.",
    saveCount: (n: number) => (n === 0 ? "Guardar" : n === 1 ? "Guardar 1 cambio" : `Guardar ${n} cambios`),
    fileLead:
      "Aquí se escriben cadenas, acciones con nombres propios y plantillas propias. La guía tiene ejemplos.",
    own: "Acciones propias",
    ownLead:
      "Hechas de las acciones de arriba, de una consulta o de una llamada a la API de la organización; cada una con su propio nombre.",
    ownNone: "Todavía ninguna.",
    ownInFile: "escrita en el archivo de abajo",
    ownChange: "Cambiar",
    ownNew: {
      run: "Nueva: rellenada de antemano",
      query: "Nueva: una consulta",
      call: "Nueva: una llamada a la API",
    },
    ownTitle: "Título",
    ownAbout: "Para qué sirve, en una frase",
    ownName: "En el archivo",
    ownNoTitle: "Póngale primero un título.",
    ownRuns: "Ejecuta esta acción",
    ownChoose: "Elija una acción…",
    ownChooseField: "Elija un campo…",
    ownFill: "Rellenar un campo de antemano",
    ownAddStep: "Otra acción después",
    ownRemove: "Quitar",
    ownInputs: "Lo que pregunta al agente",
    ownInputsHint: "En los textos cada una es {{input.name}}.",
    ownInputName: "Nombre",
    ownInputLabel: "Etiqueta",
    ownAddInput: "Preguntar algo",
    ownQuery: "Consulta",
    ownMethod: "Método",
    ownPath: "Ruta",
    ownPathHint: "Lo que sigue a /services/data/vXX.0/. Los valores se codifican.",
    ownBody: "Cuerpo (JSON)",
    ownRepeatable: "No cambia nada, o lo mismo por mucho que se envíe",
    ownWrong: "Todavía no se puede adoptar:",
    ownDelete: "Eliminar",
    ownSure: "Sí, eliminarla",
    ownStep: (n) => `Acción ${n}`,
    ownInput: (n) => `Pregunta ${n}`,
    merge: "Escribir los campos elegidos, conservar los suyos en los demás",
    takeMine: "Mío",
  },
};
