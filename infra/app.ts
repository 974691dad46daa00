import { tenantryApp } from "./tenantry-app.ts";

tenantryApp().app.synth();
