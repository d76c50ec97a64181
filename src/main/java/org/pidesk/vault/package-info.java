/** Seals what must be kept for proof under a key per request, until that key is destroyed. */
@ApplicationModule(allowedDependencies = {"kernel"})
package org.pidesk.vault;

import org.springframework.modulith.ApplicationModule;
