/** Keeps the accounts of the people who work at the desk, with their roles and organisation. */
@ApplicationModule(allowedDependencies = {"kernel", "activity"})
package org.pidesk.staff;

import org.springframework.modulith.ApplicationModule;
