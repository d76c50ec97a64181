/** Values that the whole house speaks: addresses, organisations, references, and the one clock. */
@ApplicationModule(allowedDependencies = {})
package org.pidesk.kernel;

import org.springframework.modulith.ApplicationModule;
