import type { ListedField, ObjectPhonesView, PhoneFieldsView, SearchedFieldView } from "../bindings";

/** A field of the org. */
interface OrgField {
  name: string;
  label: string;
  text?: boolean;
}

const ORG: readonly { object: string; fields: readonly OrgField[]; standard: readonly string[] }[] = [
  {
    object: "Contact",
    standard: ["MobilePhone", "Phone", "HomePhone", "OtherPhone", "AssistantPhone", "Fax"],
    fields: [
      { name: "MobilePhone", label: "Mobile Phone" },
      { name: "Phone", label: "Business Phone" },
      { name: "HomePhone", label: "Home Phone" },
      { name: "OtherPhone", label: "Other Phone" },
      { name: "AssistantPhone", label: "Asst. Phone" },
      { name: "Fax", label: "Business Fax" },
      { name: "Emergency_Phone__c", label: "Emergency Phone" },
      { name: "Pager__c", label: "Pager", text: true },
    ],
  },
  {
    object: "Lead",
    standard: ["MobilePhone", "Phone", "Fax"],
    fields: [
      { name: "MobilePhone", label: "Mobile Phone" },
      { name: "Phone", label: "Phone" },
      { name: "Fax", label: "Fax" },
    ],
  },
  {
    object: "Account",
    standard: ["Phone", "Fax"],
    fields: [
      { name: "Phone", label: "Account Phone" },
      { name: "Fax", label: "Account Fax" },
    ],
  },
];

/** The phone fields that are searched. */
export class FakePhoneFields {
  /** Lists by object; the standard one of an object that is not in it. */
  readonly lists = new Map<string, readonly ListedField[]>();
  /** Objects whose list the policy sets. */
  readonly ruled = new Set<string>();

  view(): PhoneFieldsView {
    return { most: 12, objects: ORG.map((org) => this.#of(org)) };
  }

  search(searched: Record<string, ListedField[] | null>): PhoneFieldsView {
    for (const [object, list] of Object.entries(searched)) {
      if (list === null) this.lists.delete(object);
      else this.lists.set(object, list);
    }
    return this.view();
  }

  #of({ object, fields, standard }: (typeof ORG)[number]): ObjectPhonesView {
    const usual = standard.map((name) => ({ name, confirm: ["AssistantPhone", "Fax"].includes(name) }));
    const list = this.lists.get(object) ?? usual;
    const listed = new Set(list.map(({ name }) => name));
    const searched = ({ name, confirm }: ListedField): SearchedFieldView => {
      const field = fields.find((known) => known.name === name);
      if (!field) return { name, label: name, standing: "absent", confirm };
      return { name, label: field.label, standing: field.text ? "spellings" : "searched", confirm };
    };
    return {
      object,
      label: object,
      choices: fields
        .filter(({ name }) => !listed.has(name))
        .map(({ name, label, text = false }) => ({ name, label, text })),
      searched: list.map(searched),
      usual: usual.map(searched),
      standard: !this.lists.has(object),
      ruled: this.ruled.has(object),
    };
  }
}
