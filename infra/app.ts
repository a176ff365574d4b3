/** Entry of the CDK CLI. */
import { musterApp } from './muster-app.ts';

musterApp().app.synth();
