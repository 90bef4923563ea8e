/** The head of a column whose buttons speak for themselves: said to those who hear the table. */
export const UnseenHead = ({ name }: { name: string }) => (
  <th scope="col">
    <span class="unseen">{name}</span>
  </th>
)
