/** Districts of Shanghai, without the one the seed comes from. */
export const DISTRICTS = [
  '浦东新区',
  '黄浦区',
  '徐汇区',
  '长宁区',
  '静安区',
  '普陀区',
  '虹口区',
  '杨浦区',
  '宝山区',
  '嘉定区',
  '金山区',
  '松江区',
  '青浦区',
  '奉贤区',
  '崇明区',
] as const

/** Invented names, for the sake of text only. */
export const TOWNS = [
  '安桥镇',
  '新泾镇',
  '江湾街道',
  '朱行镇',
  '南渡镇',
  '华新路街道',
  '白鹤镇',
  '曹安街道',
  '横沙镇',
  '石泉路街道',
] as const
