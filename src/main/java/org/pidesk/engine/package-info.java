/** Sets up Camunda: deployment, history, tenants, ids, retries, and the gate before every task. */
@ApplicationModule(allowedDependencies = {})
package org.pidesk.engine;

import org.springframework.modulith.ApplicationModule;
