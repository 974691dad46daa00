declare module "asl-validator" {
  /** Judges a definition; it may change the object that it is given. */
  export default function validate(definition: unknown): { readonly isValid: boolean; readonly errors: readonly unknown[] };
}
