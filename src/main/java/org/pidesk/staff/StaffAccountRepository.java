package org.pidesk.staff;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface StaffAccountRepository extends JpaRepository<StaffAccount, String> {
    Optional<StaffAccount> findByUsernameAndDisabledFalse(String username);

    /** The account, for this transaction alone: whoever else wants to keep it waits. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from StaffAccount a where a.username = :username")
    Optional<StaffAccount> lock(String username);

    /** How many accounts of a role can be signed in to, without one of them. */
    int countByRoleAndDisabledFalseAndPasswordNotNullAndUsernameNot(Role role, String username);

    List<StaffAccount> findByDisabledFalseOrderByUsername();

    List<StaffAccount> findByDisabledFalseAndPasswordNotNullOrderByUsername();

    List<StaffAccount> findByOrganisationAndRoleAndDisabledFalseOrderByUsername(String organisation, Role role);

    List<StaffAccount> findAllByOrderByUsername();

    List<StaffAccount> findByOrganisationAndRoleOrderByUsername(String organisation, Role role);

    @Query("select a.sessionsOver from StaffAccount a where a.username = :username")
    Optional<Integer> sessionsOver(String username);

    /** Counted where everybody sees it: of two who end all sessions at a time, each ends those that the other left. */
    @Modifying
    @Query("update StaffAccount a set a.sessionsOver = a.sessionsOver + 1 where a.username = :username")
    void endSessions(String username);
}
