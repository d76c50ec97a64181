/** Two nodes, one PostgreSQL and a mail server that fails: killed at random, and what must hold afterwards. */
package org.pidesk.chaos;
