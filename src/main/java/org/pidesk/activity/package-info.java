/** Keeps the append-only, tamper-evident record of what was done with personal information. */
@ApplicationModule(allowedDependencies = {"kernel"})
package org.pidesk.activity;

import org.springframework.modulith.ApplicationModule;
