/** Reckons by when a request must be answered, and can say why. */
@ApplicationModule(allowedDependencies = {"kernel", "activity"})
package org.pidesk.sla;

import org.springframework.modulith.ApplicationModule;
